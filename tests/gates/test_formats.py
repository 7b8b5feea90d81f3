"""How numbers, evidence and regions come out, without Sphinx."""

import unittest

from fixture_book import evidence

from winit_site.blocks import evidence_table
from winit_site.common import Refused, close_names
from winit_site.facts import regions
from winit_site.facts.number_format import show
from winit_site.facts.tolerance import in_short


class Formats(unittest.TestCase):
    def test_numbers(self) -> None:
        for number, spec, text in (
                (0.45274987396676775, "", "0.4527"), (0.25, "", "0.25"), (50.0, "", "50"),
                (12000, "", "12\u202f000"), (5000, "", "5000"), (2e6, "", "2×10⁶"),
                (-0.5, "", "−0.5"), (0.0, "", "0"), (-0.0, "", "0"), (1.8e-29, "", "1.8×10⁻²⁹"),
                (0.45274987396676775, "3", "0.453"), (0.25, "4", "0.2500"),
                (123456.7, "2", "120\u202f000"), (0.00012345, "2", "0.00012"),
                (0.000012345, "2", "1.2×10⁻⁵"), (0.9999, "2", "1.0"), (999999.9, "2", "1.0×10⁶"),
                (0.0124, "fixed 2", "0.01"), (-0.001, "fixed 1", "0.0"),
                (0.977, "percent 1", "97.7\u202f%"), (0.5, "percent", "50\u202f%"),
                (12345.6, "sci", "1.2×10⁴"), (12345.6, "sci 3", "1.235×10⁴"),
                (9.96e5, "sci", "1.0×10⁶"), (0, "sci", "0"), (12345.6, "int", "12\u202f346"),
                (1.7e24, "power", "10²⁴"), (0.004, "power", "10⁻²")):
            with self.subTest(number=number, spec=spec):
                self.assertEqual(show(number, spec).plain, text)

    def test_tolerances(self) -> None:
        for relative, absolute, text in (
                (0, 0, "0"), (1e-9, 0, ""), (0.05, 0, "5\u202f%"), (0.025, 0, "2.5\u202f%"),
                (1e-6, 0, "1×10⁻⁶ of itself"), (0, 0.02, "0.02"), (0.1, 1e-12, "10\u202f% or 1×10⁻¹²")):
            with self.subTest(relative=relative, absolute=absolute):
                self.assertEqual(in_short(relative, absolute), text)

    def test_unknown_formats(self) -> None:
        for spec in ("0", "fixed", "fixed x", "percent 1 2", "3 4", "int 2", "roman", "-1", "99"):
            with self.subTest(spec), self.assertRaises(Refused):
                show(1.0, spec)
        with self.assertRaises(Refused):
            show(-1.0, "power")

    def test_markup_of_powers(self) -> None:
        self.assertEqual(show(1.8e-29, "sci").html, "1.8×10<sup>−29</sup>")

    def test_evidence_has_the_digits_of_its_tolerance(self) -> None:
        for changes, shown in (
                ({}, ("0.02000 ± 0.00030", "0.01993")),
                ({"expected": 100, "measured": 101.26, "tolerance": 12}, ("100 ± 12", "101")),
                ({"expected": 0, "measured": 3e-16, "tolerance": 1e-12},
                 ("0 ± 1×10<sup>−12</sup>", "3.0×10<sup>−16</sup>")),
                ({"expected": 1, "measured": 1, "tolerance": 1e-12},
                 ("1 ± 1×10<sup>−12</sup>", "1 (no difference)")),
                ({"expected": 2, "measured": 2 + 2**-51, "tolerance": 1e-12},
                 ("2 ± 1×10<sup>−12</sup>", "2, off by 4.4×10<sup>−16</sup>")),
                ({"relation": "below", "expected": 0.5, "measured": 0.1234567},
                 ("below 0.5", "0.1235")),
                ({"relation": "equal", "expected": 4, "measured": 4}, ("4", "4")),
                ({"measured": None}, ("0.02", "not finite"))):
            with self.subTest(changes):
                self.assertEqual(evidence_table.expected_and_measured(evidence(**changes)), shown)

    def test_evidence_is_escaped(self) -> None:
        self.assertIn("a &lt; b", evidence_table.html([evidence(what="a < b")]))

    def test_region_is_moved_to_the_margin(self) -> None:
        text = "int a;\n    // [begin part]\n    if (a) {\n        b();\n    }\n    // [end part]\n"
        part = regions.parse(text, "snippets/a.hpp").by_name["part"]
        self.assertEqual((part.line, part.code), (3, "if (a) {\n    b();\n}"))

    def test_region_of_a_cmake_file(self) -> None:
        part = regions.parse("# [begin part]\nproject(a)\n# [end part]\n", "CMakeLists.txt").by_name["part"]
        self.assertEqual((part.line, part.code), (2, "project(a)"))

    def test_close_names(self) -> None:
        self.assertEqual(close_names("alpa", ["alpha", "beta"]), "did you mean alpha?")
        self.assertEqual(close_names("x", []), "known: none")


if __name__ == "__main__":
    unittest.main()
