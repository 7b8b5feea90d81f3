"""Plants what a second compiler and clang-tidy must refuse."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import tidy
import units

ROOT = Path(__file__).resolve().parents[2]
CLEAN = "int main(int count, char**) {\n    return 2 * count;\n}\n"
# g++ has no warning for a capture that nobody uses.
UNUSED_CAPTURE = "int two() {\n    int one = 1;\n    const auto two = [one] { return 2; };\n    return two();\n}\n"
UNINITIALIZED = "int main() {\n    int result;\n    result = 2;\n    return result;\n}\n"
FLAGS = ["-std=c++20", "-Wall", "-Wextra", "-Werror"]


class Planted(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()
        self.build = self.root / "build"
        self.build.mkdir()

    def unit(self, text, header=""):
        (self.root / "part.hpp").write_text(f"#pragma once\n{header}", encoding="utf-8")
        (self.root / "unit.cpp").write_text(f'#include "part.hpp"\n{text}', encoding="utf-8")
        command = ["ccache", "/usr/bin/c++", f"-I{self.root}", *FLAGS, "-o", "unit.o", "-c", "unit.cpp"]
        database = self.build / "compile_commands.json"
        database.write_text(json.dumps([{"directory": str(self.root), "file": "unit.cpp",
                                         "command": " ".join(command)}]), encoding="utf-8")
        [found] = units.units(database, self.root)
        return found

    def compiled(self, unit, compiler):
        return units.check_all([unit], self.root, self.build / compiler, compiler, lambda u: u.call(compiler))


class Compilers(Planted):
    def clang(self):
        found = shutil.which("clang++-19") or shutil.which("clang++")
        return found or self.skipTest("there is no clang++")

    def test_clean_code_passes_both(self):
        unit = self.unit(CLEAN)
        self.assertEqual(self.compiled(unit, "g++") + self.compiled(unit, Path(self.clang()).name), [])

    def test_one_compiler_accepts_what_the_other_refuses(self):
        unit = self.unit(UNUSED_CAPTURE)
        self.assertEqual(self.compiled(unit, "g++"), [])
        [said] = self.compiled(unit, Path(self.clang()).name)
        self.assertIn("unused-lambda-capture", said)

    def test_a_header_that_changes_is_compiled_again(self):
        self.assertEqual(self.compiled(self.unit(CLEAN), "g++"), [])
        self.assertEqual(len(self.compiled(self.unit(CLEAN, header="int half( {\n"), "g++")), 1)

    def test_what_passed_is_not_compiled_again_and_what_failed_is(self):
        good, bad = self.unit(CLEAN), []
        for _ in range(2):
            units.check_all([good], self.root, self.build / "a", "x", lambda u: bad.append(u) or ["true"])
        self.assertEqual(len(bad), 1)
        for _ in range(2):
            units.check_all([good], self.root, self.build / "b", "x", lambda u: bad.append(u) or ["false"])
        self.assertEqual(len(bad), 3)

    def test_generated_data_is_no_unit(self):
        self.unit(CLEAN)
        database = self.build / "compile_commands.json"
        database.write_text(database.read_text().replace("unit.cpp", "build/data.cpp"), encoding="utf-8")
        self.assertEqual(units.units(database, self.root), [])


class Tidy(Planted):
    def said(self, text, **more):
        tool = shutil.which("clang-tidy-19") or self.skipTest("there is no clang-tidy 19")
        shutil.copy(ROOT / ".clang-tidy", self.root)
        return tidy.faults([self.unit(text, **more)], self.root, self.build, tool)

    def test_clean_code_passes(self):
        self.assertEqual(self.said(CLEAN), [])

    def test_a_variable_without_a_value(self):
        [said] = self.said(UNINITIALIZED)
        self.assertIn("cppcoreguidelines-init-variables", said)

    def test_every_release_can_read_the_rules(self):
        for tool in filter(shutil.which, ("clang-tidy-14", "clang-tidy-19")):
            done = subprocess.run([tool, f"--config-file={ROOT / '.clang-tidy'}", "--dump-config"],
                                  capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""), tool)
            self.assertIn("PrivateMemberSuffix", done.stdout)


class Changed(Planted):
    def git(self, *words):
        who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        subprocess.run(["git", "-c", "commit.gpgsign=false", *words], cwd=self.root, check=True,
                       capture_output=True, env={**os.environ, **who})

    def names(self):
        return sorted(path.name for path in tidy.changed(self.root))

    def test_what_differs_from_the_last_commit_and_what_is_new(self):
        unit = self.unit(CLEAN)
        self.assertEqual(self.names(), [], "no repository, nothing is known")
        self.git("init", "-q", "-b", "main")
        self.git("add", "unit.cpp", "part.hpp")
        self.git("commit", "-qm", "one commit, as a shallow clone has")
        self.assertEqual(self.names(), [])
        (self.root / "part.hpp").write_text("// changed\n", encoding="utf-8")
        (self.root / "new.cpp").write_text(CLEAN, encoding="utf-8")
        self.assertEqual(self.names(), ["new.cpp", "part.hpp"])
        chosen = tidy.reading([unit], tidy.changed(self.root), self.root)
        self.assertEqual([each.path.name for each in chosen], ["unit.cpp"], "it includes the header")
        self.git("add", "new.cpp", "part.hpp")
        self.git("commit", "-qm", "two")
        self.assertEqual(self.names(), ["new.cpp", "part.hpp"], "the last commit without an origin")
        self.git("update-ref", "refs/remotes/origin/main", "HEAD")
        self.assertEqual(self.names(), [], "origin has it")


if __name__ == "__main__":
    unittest.main()
