"""README leads to every chapter and to the source of its figures, every link of it leads somewhere, and
how it says the library is taken is how the tests take it."""

import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/consumers"))

import consumers  # noqa: E402

LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")


def row_of(page: Path) -> re.Pattern[str]:
    """The chapter's line of the table, as it must be; its answer is any sentence."""
    slug = page.parent.name
    title = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    return re.compile(re.escape(f"| {int(slug[:2])} | [{title}](chapters/{slug}/index.md) | ") + "[^|]*[.] " +
                      re.escape(f"| [experiment](chapters/{slug}/experiment.hpp) | [figures](figures/{slug}/) |"))


class Readme(unittest.TestCase):
    def setUp(self) -> None:
        self.text = (ROOT / "README.md").read_text(encoding="utf-8")

    def test_chapters_with_their_titles(self) -> None:
        for page in sorted(ROOT.glob("chapters/[0-9][0-9]-*/index.md")):
            row = row_of(page)
            self.assertTrue(any(map(row.fullmatch, self.text.splitlines())), f"{page}: no row {row.pattern}")

    def test_links(self) -> None:
        links = ["".join(found) for found in LINK.findall(self.text)]
        self.assertTrue(links)
        for link in links:
            self.assertTrue(link.startswith("https://") or (ROOT / link).exists(), link)

    def test_lines_of_those_who_take_the_library(self) -> None:
        lines = consumers.shown(ROOT, "installed/CMakeLists.txt")
        self.assertIn(f"```cmake\n{lines}```", self.text)
        first, *others = consumers.shown(ROOT, "subdirectory/CMakeLists.txt").splitlines()
        self.assertIn(f"the first line is `{first}`", " ".join(self.text.split()))
        self.assertEqual(others, lines.splitlines()[1:])
        include = re.search(r'include `("[^`]+")`', self.text)
        self.assertIn(f"#include {include[1]}\n", consumers.shown(ROOT, "main.cpp"))


if __name__ == "__main__":
    unittest.main()
