"""The author's reference holds every directive and role; one without docstring or example is refused."""

import tempfile
import unittest
from pathlib import Path

import examples

from winit_site import authors


class Authors(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        with tempfile.TemporaryDirectory() as folder:
            cls.known, cls.examples = examples.collect(examples.full_book(Path(folder)))

    def test_every_directive_and_role_is_documented(self) -> None:
        self.assertGreaterEqual(len(self.known), 28)
        self.assertEqual(list(authors.faults(self.known, self.examples)), [])
        page = authors.page(self.known, self.examples)
        for entry in self.known:
            self.assertIn(f"### `{entry.name}`", page)

    def test_source_and_result_belong_together(self) -> None:
        shown = dict(self.examples["val"])
        self.assertIn(">45.3\u202f%<", shown["{val}`share|percent 1`"])
        source, html = self.examples["hint"][0]
        self.assertEqual(source, ":::{hint}\nDivide.\n:::")
        self.assertIn("<summary>Hint</summary>", html)

    def test_examples_lead_nowhere(self) -> None:
        for name, found in self.examples.items():
            for _, html in found:
                self.assertNotRegex(html, r"<a[^>]* href|<img|<!--", name)

    def test_missing_docstring_and_example(self) -> None:
        dumb = authors.Entry("dumb", "directive", "blocks", "", ["alt"])
        self.assertEqual(list(authors.faults([dumb], {})), [
            'directive "dumb" has no docstring: say there what it is for',
            'directive "dumb": its docstring does not say what :alt: is',
            'directive "dumb" has no example: use it in tests/gates/examples.py'])

    def test_inherited_docstring_is_not_enough(self) -> None:
        class Documented:
            """What it is for."""

        class Silent(Documented):
            pass

        self.assertEqual((authors.doc_of(Documented), authors.doc_of(Silent)), ("What it is for.", ""))


if __name__ == "__main__":
    unittest.main()
