"""A paper that is not in the references is found however it is cited."""

import unittest

from citations import faults

PAPERS = {"glorot2010": ({"glorot", "bengio"}, 2010), "he2015": ({"he", "zhang", "ren", "sun"}, 2015),
          "saxe2014": ({"saxe", "mcclelland", "ganguli"}, 2014), "zhao2022": ({"zhao", "schafer"}, 2022)}


class Citations(unittest.TestCase):
    def found(self, text: str) -> list[str]:
        return [fault for _, fault in faults(text, PAPERS)]

    def test_known_ones(self) -> None:
        for text in ("/// @see Glorot and Bengio (2010), eq. 12.", "// He et al. (2015), sec. 2",
                     "/// Saxe, McClelland and\n/// Ganguli (2014), two layers.",
                     "/// as in (Zhao and Schäfer, 2022).", "double x = f(2010);"):
            self.assertEqual(self.found(text), [], text)

    def test_unknown_author(self) -> None:
        self.assertIn("Klambauer et al. (2017)", self.found("/// @see Klambauer et al. (2017).")[0])

    def test_unknown_second_author(self) -> None:
        self.assertIn("references.bib", self.found("/// Glorot and Hinton (2010)")[0])

    def test_other_year(self) -> None:
        self.assertIn("references.bib", self.found("// first in\n// He et al. (2016)")[0])

    def test_number_of_an_equation_that_nobody_read(self) -> None:
        self.assertIn("number of an equation", self.found("/// @see He et al. (2015), eq. 10.")[0])

    def test_line(self) -> None:
        text = "int a;\n\n/// One.\n/// @see Cho and Saul (2009)\nint b;"
        self.assertEqual([line for line, _ in faults(text, PAPERS)], [3])


if __name__ == "__main__":
    unittest.main()
