"""Plants what would keep others from taking the library, and what must not reach them."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import consumers

ROOT = Path(__file__).resolve().parents[2]
COMPILER = "c++"


class Planted(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = consumers.Place(ROOT, Path(folder.name), COMPILER)

    def add(self, path, text):
        file = self.place.library / path
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")

    def swap(self, path, old, new):
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new), encoding="utf-8")

    def refused(self, call, *arguments):
        with self.assertRaises(consumers.Fault) as caught:
            call(*arguments)
        return str(caught.exception)


class Subdirectory(Planted):
    """What only a build beside the library's sources can catch. Configured, and built if it must be."""

    def configured(self):
        return self.refused(self.place.configure, self.place.consumer("subdirectory"))

    def test_a_target_with_a_name_of_the_world(self):
        self.add("snippets/CMakeLists.txt", "add_custom_target(runs)\n")
        self.assertIn("target runs", self.configured())

    def test_a_flag_of_the_tutorial(self):
        self.add("snippets/CMakeLists.txt", "target_compile_options(winit PUBLIC -ffp-contract=off)\n")
        self.assertIn("flag -ffp-contract=off", self.configured())

    def test_a_definition_of_the_tutorial(self):
        self.add("snippets/CMakeLists.txt", "target_compile_definitions(winit PUBLIC XTENSOR_ENABLE_ASSERT)\n")
        self.assertIn("flag -DXTENSOR_ENABLE_ASSERT", self.configured())

    def test_headers_of_the_tutorial(self):
        self.swap(self.place.library / "snippets/CMakeLists.txt", "if(NOT PROJECT_IS_TOP_LEVEL)", "if(OFF)")
        self.assertIn("headers beside the library", self.configured())

    def test_the_tutorial_itself(self):
        self.swap(self.place.library / "CMakeLists.txt", "ON PROJECT_IS_TOP_LEVEL OFF", "ON ON OFF")
        self.configured()

    def test_no_word_of_the_standard(self):
        self.swap(self.place.library / "snippets/CMakeLists.txt", "target_compile_features(winit PUBLIC cxx_std_20)",
                  "set_target_properties(winit PROPERTIES CXX_STANDARD 20)")
        self.assertIn("main.cpp", self.refused(self.place.by_cmake, "subdirectory"))

    def test_a_warning_in_a_header(self):
        header = next(self.place.library.glob("snippets/**/check.hpp"))
        self.swap(header, "namespace winit {", "namespace winit {\ninline int cut(double x) { return x; }")
        self.assertIn("conversion", self.refused(self.place.by_cmake, "subdirectory"))


class Installed(Planted):
    """What can be wrong with an installed library."""

    def setUp(self):
        super().setUp()
        self.place.install()

    def test_a_header_is_missing(self):
        next(self.place.prefix.rglob("sampling.hpp")).unlink()
        self.assertIn("sampling.hpp", self.refused(self.place.by_cmake, "installed"))
        self.assertIn("sampling.hpp", self.refused(self.place.by_pkg_config))

    def test_another_version(self):
        folder = self.place.consumer("installed")
        self.swap(folder / "CMakeLists.txt", "winit 1 CONFIG", "winit 2 CONFIG")
        self.assertIn("version: 1.", self.refused(self.place.configure, folder))


class Files(Planted):
    def test_a_header_that_is_not_installed(self):
        self.swap(self.place.library / "cmake/Install.cmake", 'PATTERN "*.hpp"', 'PATTERN "[a-m]*.hpp"')
        self.assertIn("normal.hpp", self.refused(self.place.install))


class Calls(unittest.TestCase):
    def test_no_such_compiler(self):
        done = subprocess.run([sys.executable, "-B", "consumers.py", ROOT, "c++-of-nobody"], capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, 77)
        self.assertIn("c++-of-nobody is not installed", done.stdout)


if __name__ == "__main__":
    unittest.main()
