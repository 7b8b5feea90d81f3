"""The address that the last slide gives for Glorot and Bengio leads elsewhere: nobody may copy it."""

import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WRONG = "1001." + "3014"
CHAPTER = "chapters/14-resources/index.md"
TEST = "tests/chapters/14_resources_test.cpp"  # holds the slide's list, to find the error in it
SLIDE_BOX = re.compile(r"^(:{3,})\{slide-says\} 14\n.*?^\1$", re.M | re.S)


def places(root: Path, wrong: str) -> list[str]:
    """Files that give the address, outside of the slide box and its test."""
    call = ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(call, cwd=root, check=True, capture_output=True, text=True).stdout
    found = []
    for name in listed.splitlines():
        file = root / name
        text = file.read_text(encoding="utf-8", errors="ignore") if file.is_file() else ""
        if name == CHAPTER:
            text = SLIDE_BOX.sub("", text)
        if wrong in text and name != TEST:
            found.append(name)
    return found


@unittest.skipUnless((ROOT / ".git").exists(), "an export: git lists no files")
class Citations(unittest.TestCase):
    def test_wrong_address_stands_in_the_slide_box_only(self) -> None:
        self.assertEqual(places(ROOT, WRONG), [])

    def test_another_place_is_found(self) -> None:
        self.assertIn("docs/references.bib", places(ROOT, "1502.01852"))

    def test_the_right_address_is_in_the_references(self) -> None:
        text = (ROOT / "docs" / "references.bib").read_text(encoding="utf-8")
        entry = re.search(r"^@\w+\{glorot2010,.*?^\}", text, re.M | re.S)
        self.assertIsNotNone(entry)
        for part in ("249--256", "https://proceedings.mlr.press/v9/glorot10a.html"):
            self.assertIn(part, entry[0])
        self.assertNotIn("eprint", entry[0])


if __name__ == "__main__":
    unittest.main()
