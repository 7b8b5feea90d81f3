"""A command that does not do what the page promises is found."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import shell

TUTORIAL = """#!/bin/sh
case "$*" in
    help) echo "  site    build the site" ;;
    "run 6 --depth 50") ;;
    *) echo "no such option" >&2; exit 2 ;;
esac
"""


class Shell(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        tutorial = self.root / "tutorial"
        tutorial.write_text(TUTORIAL, encoding="utf-8")
        tutorial.chmod(0o755)
        tests = 'add_test(chapters.06-he "true")\n'
        (self.root / "README.md").write_text("```sh\ncmake --install here\n```\n\n```sh\nc++ pkg-config\n```\n",
                                             encoding="utf-8")
        (self.root / "CTestTestfile.cmake").write_text(tests, encoding="utf-8")

    def try_page(self, text: str, slug: str = "06-he") -> tuple[int, str]:
        page = self.root / "chapters" / slug / "index.md"
        page.parent.mkdir(parents=True)
        page.write_text(text, encoding="utf-8")
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            code = shell.main(self.root, self.root)
        return code, output.getvalue()

    def test_commands_that_work(self) -> None:
        code, output = self.try_page("```{shell}\n./tutorial run 6 --depth 50\n./tutorial site\n"
                                     "```\n\n:::{run}\n:::\n")
        self.assertEqual((code, len(output.splitlines())), (0, 3), output)

    def test_option_that_the_program_does_not_know(self) -> None:
        code, output = self.try_page(":::{shell}\n./tutorial run 6 --depht 50\n:::\n")
        self.assertEqual(code, 1)
        self.assertIn("--depht 50 -- exits 2: no such option", output)

    def test_call_that_does_not_exist(self) -> None:
        code, output = self.try_page("```{shell}\n./tutorial dance\n```\n")
        self.assertEqual(code, 1)
        self.assertIn("is not in ./tutorial help", output)

    def test_commands_of_the_readme(self) -> None:
        code, output = self.try_page("```{shell}\ncmake --install here\nc++ pkg-config\n```\n")
        self.assertEqual(code, 0, output)

    def test_command_that_the_readme_does_not_show(self) -> None:
        code, output = self.try_page("```{shell}\ncmake --install there\n```\n")
        self.assertEqual(code, 1)
        self.assertIn("cmake --install there -- is not what tests/consumers runs", output)

    def test_test_command_that_selects_nothing(self) -> None:
        code, output = self.try_page("```{run}\n```\n", "02-symmetry")
        self.assertEqual(code, 1)
        self.assertIn("-R 02-symmetry -- selects no test", output)
