"""Plants runs with --full that differ from what is committed, which full.py must catch."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = r"""#!/bin/sh
if [ "$1" = --help ]; then
    printf '  --quick\n  --full    larger sizes\n'
    exit 0
fi
number=1.5
case "$*" in *--full*) number=2.5 ;; esac
[ "$OPENBLAS_CORETYPE" = Zen ] && number=9.5
printf '%s' '{"chapter": "06-he", "values": {"rms": {"value": '$number', "meaning": "signal",
  "relative": 0.001, "absolute": 0}}, "series": {}}' >"$2/values.json"
printf 'How far?\n\nrms  %s  signal\n' "$number"
"""
WITHOUT_FULL = "#!/bin/sh\n[ \"$1\" = --help ] && echo '  --quick   an option --fuller than others'\n"


class Full(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.golden = self.folder / "figures/full/06-he"
        self.golden.mkdir(parents=True)
        self.write_golden(2.5)
        (self.folder / "bin").mkdir()
        self.write_program("06-he", PROGRAM)
        self.write_program("07-comparing", WITHOUT_FULL)

    def write_program(self, name, text):
        program = self.folder / "bin" / name
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)

    def write_golden(self, number):
        entry = {"value": number, "meaning": "signal", "relative": 0.001, "absolute": 0}
        values = {"chapter": "06-he", "values": {"rms": entry}, "series": {}}
        (self.golden / "values.json").write_text(json.dumps(values), encoding="utf-8")
        (self.golden / "output.txt").write_text(f"How far?\n\nrms  {number}  signal\n", encoding="utf-8")

    def full(self, **environment):
        kept = {name: text for name, text in os.environ.items() if name != "OPENBLAS_CORETYPE"}
        places = [self.folder / name for name in ("figures/full", "bin", "run")]
        return subprocess.run([sys.executable, "-B", "full.py", *places, "06-he", "07-comparing"],
                              capture_output=True, text=True, env=kept | environment, check=False)

    def caught(self, words, **environment):
        done = self.full(**environment)
        self.assertEqual(done.returncode, 1, done)
        self.assertIn(words, done.stdout)
        self.assertIn("./tutorial accept full", done.stderr)

    def test_what_is_committed(self):
        done = self.full()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("1 chapters give with --full what is committed", done.stdout)

    def test_a_moved_number(self):
        self.write_golden(2.4)
        self.caught("06-he: values.json: rms is 2.5, golden 2.4")

    def test_kernels_that_are_asked_for(self):
        self.caught("06-he: values.json: rms is 9.5", OPENBLAS_CORETYPE="Zen")

    def test_a_program_without_golden_folder(self):
        self.write_program("07-comparing", PROGRAM)
        self.caught("07-comparing: there is no golden run")

    def test_no_golden_folder_left(self):
        shutil.rmtree(self.golden)
        self.caught("06-he: there is no golden run")

    def test_a_golden_folder_whose_program_has_no_full(self):
        self.write_program("06-he", WITHOUT_FULL)
        self.write_program("07-comparing", PROGRAM)
        self.caught("06-he: the golden folder is an orphan")

    def test_no_program_with_full(self):
        self.write_program("06-he", WITHOUT_FULL)
        shutil.rmtree(self.golden)
        done = self.full()
        self.assertEqual((done.returncode, done.stdout), (1, ""), done)
        self.assertIn("No program has --full", done.stderr)

    def test_an_orphan_file(self):
        (self.golden / "old_series.csv").touch()
        self.caught("06-he: old_series.csv is an orphan")

    def test_a_program_that_dies(self):
        self.write_program("06-he", PROGRAM.replace("number=1.5", "exit 3"))
        self.assertIn("best kernels: 06-he ended with 3", self.full().stderr)


if __name__ == "__main__":
    unittest.main()
