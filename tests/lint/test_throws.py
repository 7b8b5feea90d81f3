"""Plants every fault that throws.py must catch."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import throws

HEADER = """/// @file he.hpp

/// @brief Documented.
/// @throws std::invalid_argument if it must.
// [begin he]
template <Scalar T = double>
MatrixOf<T> he(Fans fans) {
}

/// @brief Promises nothing.
inline double other(double x);

struct Box {
    /// @brief Make one.
    /// @throws std::invalid_argument if it must.
    explicit Box(int size) : size_(check(size)) {}
};

/// @brief Chooses.
/// @throws std::invalid_argument if it must.
template <class Use>
decltype(auto) visit(int kind, Use&& use) {
"""

ROWS = """
    {"he.hpp", "he", "no input", [] { he({0, 1}); }, ""},
    add(rows, "he.hpp",
        "Box", [] { Box(0); });
    {"he.hpp", "visit", "unknown", [] { visit(9); }, ""},
"""


class Throws(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.write("snippets/he.hpp", HEADER)
        self.write("tests/snippets/throws_all_test.cpp", ROWS)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def test_promises_with_rows_pass(self):
        self.assertEqual(list(throws.faults(self.root)), [])

    def test_a_function_without_a_row(self):
        for name, line in (("he", 6), ("Box", 16), ("visit", 21)):
            self.write("tests/snippets/throws_all_test.cpp", ROWS.replace(f'"{name}",', '"none",'))
            found = [fault for fault in throws.faults(self.root) if fault.startswith("snippets/")]
            self.assertEqual(len(found), 1, found)
            self.assertTrue(found[0].startswith(f"snippets/he.hpp:{line}: {name} "), found)

    def test_a_row_of_another_header_does_not_count(self):
        self.write("tests/snippets/throws_all_test.cpp", ROWS.replace('"he.hpp", "he"', '"lecun.hpp", "he"'))
        self.assertEqual(len(list(throws.faults(self.root))), 2)

    def test_a_row_without_a_promise(self):
        more = ROWS + '    {"he.hpp", "other", "nothing", [] { other(0.0); }, ""},\n'
        self.write("tests/snippets/throws_all_test.cpp", more)
        found = list(throws.faults(self.root))
        self.assertEqual(len(found), 1, found)
        self.assertIn("he.hpp, other, which promises no @throws", found[0])

    def test_the_command_fails(self):
        self.write("tests/snippets/throws_all_test.cpp", "")
        call = [sys.executable, throws.__file__, self.root]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout.count("\n")), (1, 3))


if __name__ == "__main__":
    unittest.main()
