"""Plants every fault that the lints must catch."""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import hygiene
import layers

ROOT = Path(__file__).resolve().parents[2]


class Planted(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


class Layers(Planted):
    def setUp(self):
        super().setUp()
        sections = [f"```{{headers}} {name}\n```\n" for name in ("core", "models", "init")]
        self.write("docs/api.md", "\n".join(sections))
        self.write("snippets/types.hpp", "#include <vector>\n")
        self.write("chapters/support/result.hpp", "#include <string>\n")
        self.write("chapters/support/report.hpp", "#include <iostream>\n")
        self.write("figures/plot.hpp", '#include "chapters/support/result.hpp"\n')
        self.write("chapters/06-he/experiment.hpp", '#include "snippets/types.hpp"\n')
        self.write("chapters/06-he/main.cpp", '#include "figures/plot.hpp"\n')
        self.write("tests/chapters/06_he_test.cpp", '#include "chapters/06-he/experiment.hpp"\n')

    def caught(self, path, include, words):
        """The include, planted in the second line of the file, is the one fault."""
        self.write(path, f"// planted\n{include}\n")
        found = list(layers.faults(self.root))
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(f"{path}:2: "), found)
        self.assertIn(words, found[0])

    def test_includes_that_go_one_way_pass(self):
        self.assertEqual(list(layers.faults(self.root)), [])

    def test_a_snippet_includes_a_chapter(self):
        self.caught("snippets/he.hpp", '#include "chapters/support/result.hpp"', "against the layers")

    def test_a_group_of_snippets_includes_a_later_one(self):
        self.write("snippets/models/network.hpp", "")
        self.caught("snippets/core/fans.hpp", '#include "snippets/models/network.hpp"', "against the groups")

    def test_a_group_of_snippets_that_has_no_place(self):
        self.write("snippets/core/fans.hpp", "")
        self.caught("snippets/toys/hat.hpp", '#include "snippets/core/fans.hpp"', "against the groups")

    def test_groups_of_snippets_that_stand_before(self):
        self.write("snippets/core/fans.hpp", "")
        self.write("snippets/init/he.hpp", "")
        both = '#include "snippets/core/fans.hpp"\n#include "snippets/init/he.hpp"\n'
        self.write("snippets/init/lora.hpp", both)
        self.assertEqual(list(layers.faults(self.root)), [])

    def test_support_includes_a_figure(self):
        self.caught("chapters/support/more.hpp", '#include "figures/plot.hpp"', "against the layers")

    def test_a_figure_includes_a_chapter(self):
        self.caught("figures/plot.cpp", '#include "chapters/06-he/experiment.hpp"', "against the layers")

    def test_a_chapter_includes_a_test(self):
        self.caught(
            "chapters/06-he/main.cpp", '#include "tests/chapters/06_he_test.cpp"', "against the layers"
        )

    def test_a_chapter_includes_another(self):
        self.caught("chapters/02-symmetry/main.cpp", '#include "chapters/06-he/main.cpp"', "each other")

    def test_an_include_outside_the_layers(self):
        self.write("docs/notes.hpp", "")
        self.caught("snippets/he.hpp", '#include "docs/notes.hpp"', "against the layers")

    def test_an_include_relative_to_its_file(self):
        self.caught("snippets/he.hpp", '#include "types.hpp"', "no such file")

    def test_io_in_a_snippet(self):
        self.caught("snippets/he.hpp", "#include <iostream>", "no input or output")

    def test_io_in_an_experiment(self):
        self.caught("chapters/06-he/experiment.hpp", "#  include <filesystem>", "no input or output")

    def test_io_in_a_solution(self):
        self.caught("chapters/06-he/solutions.hpp", "#include <cstdio>", "no input or output")

    def test_io_in_result(self):
        self.caught("chapters/support/result.hpp", "#include <nlohmann/json.hpp>", "no input or output")

    def test_io_by_way_of_a_project_file(self):
        self.caught("chapters/06-he/experiment.hpp", '#include "chapters/support/report.hpp"', "pure file")

    def test_io_in_a_drawing_for_the_page(self):
        self.caught("figures/svg_canvas.cpp", "#include <sstream>", "no input or output")

    def test_a_drawing_for_the_page_that_speaks_to_gnuplot(self):
        self.write("figures/script.hpp", "")
        self.caught("figures/axis.cpp", '#include "figures/script.hpp"', "pure file")

    def test_xtensor_beside_its_door(self):
        self.caught("snippets/he.hpp", "#include <xtensor/xtensor.hpp>", "snippets/core/xtensor")

    def test_gnuplot_beside_its_door(self):
        self.caught("chapters/06-he/main.cpp", "#include <gnuplot-iostream.h>", "figures/")

    def test_catch2_beside_its_door(self):
        self.caught("tests/snippets/he_test.cpp", "#include <catch2/catch.hpp>", "tests/catch")

    def test_the_command_fails(self):
        self.write("snippets/he.hpp", "#include <fstream>\n")
        call = [sys.executable, layers.__file__, self.root]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout.count("\n")), (1, 1))


class Hygiene(Planted):
    def caught(self, line, what):
        found = list(hygiene.faults_of_text(f"fine\n{line}\n"))
        self.assertEqual([(number, text.split(":")[0]) for number, text in found], [(2, what)])

    def test_a_path_of_one_machine(self):
        for folder in ("home", "root", "tmp", "Users"):
            self.caught(f"open('/{folder}" + "/someone/file')", "a path of one machine")

    def test_relative_and_standard_paths_pass(self):
        for line in ("#!/usr/bin/env bash", "build/tmp/x", "$root/home/x", "../work/x", "https://x.org/home/a"):
            self.assertEqual(list(hygiene.faults_of_text(line)), [])

    def test_a_package_registry(self):
        self.caught('"resolved": "https://registry.' + 'npmjs.org/katex"', "a package registry")

    def test_a_note_to_self(self):
        self.caught("// TO" + "DO: later", "a note to self")

    def test_blanks_at_the_end(self):
        self.caught("text ", "blanks at the end of the line")

    def test_a_file_of_the_repository(self):
        subprocess.run(["git", "init", "-q"], cwd=self.root, check=True)
        self.write("untracked.md", "no newline")
        self.write("build/generated.md", "no newline")
        self.write(".gitignore", "/build/\n")
        found = list(hygiene.faults(self.root))
        self.assertEqual(found, ["untracked.md: no newline at the end of the file"])


class Outside(Planted):
    """Tools that others wrote, with the settings of this repository."""

    def refused(self, words, *call):
        done = subprocess.run(call, cwd=self.root, capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode != 0, words in done.stdout + done.stderr), (bool(words), True), done)

    def test_python(self):
        shutil.copy(ROOT / ".flake8", self.root)
        self.write("docs/fine.py", "import os\n\nprint(os.sep, " + "1, " * 33 + ")\n")
        self.write("build/generated.py", "import os\n")
        self.refused("", "flake8")
        self.write("docs/unused.py", "import os\n")
        self.refused("unused.py:1:1: F401", "flake8")
        self.write("docs/unused.py", "print(" + "1, " * 40 + ")\n")
        self.refused("E501", "flake8")

    def test_formatting(self):
        shutil.copy(ROOT / ".clang-format", self.root)
        for folder in ("snippets", "chapters", "figures", "live", "tests"):
            self.write(f"{folder}/fine.hpp", "inline int twice(int n) {\n    return 2 * n;\n}\n")
        call = ("bash", Path(__file__).parent / "formatting.sh", self.root)
        self.refused("", *call)
        self.write("figures/loose.cpp", "int  twice(int n) { return 2*n; }\n")
        self.refused("figures/loose.cpp:1", *call)


if __name__ == "__main__":
    unittest.main()
