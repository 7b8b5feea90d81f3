"""Plants programs whose results depend on the kernels of the BLAS, which kernels.py must catch."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = r"""#!/bin/sh
kernel=${OPENBLAS_CORETYPE:-OWN}
case $kernel in NAMES) ;; *) kernel=OWN ;; esac
if [ "$1" = --help ]; then
    printf "Matrix products run on OpenBLAS's\nkernels for %s.\n" "$kernel"
    exit 0
fi
number=1.5
[ "$kernel" = "FAULTY" ] && number=1.6
printf '%s' '{"chapter": "06-he", "values": {"rms": {"value": '$number', "meaning": "signal",
  "relative": 0.001, "absolute": 0}}, "series": {}}' >"$2/values.json"
printf 'How far?\n\nrms  %s  signal\n' "$number"
"""


class Kernels(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, faulty, own="Haswell", names="Haswell|Prescott|Zen"):
        program = self.folder / "bin/06-he"
        program.parent.mkdir(exist_ok=True)
        text = PROGRAM.replace("FAULTY", faulty).replace("OWN", own).replace("NAMES", names)
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)
        golden = self.folder / "figures/06-he"
        golden.mkdir(parents=True, exist_ok=True)
        entry = {"value": 1.5, "meaning": "signal", "relative": 0.001, "absolute": 0}
        values = {"chapter": "06-he", "values": {"rms": entry}, "series": {}}
        (golden / "values.json").write_text(json.dumps(values), encoding="utf-8")
        (golden / "output.txt").write_text("How far?\n\nrms  1.5  signal\n", encoding="utf-8")

    def kernels(self, wished=None):
        kept = {name: text for name, text in os.environ.items() if name != "OPENBLAS_CORETYPE"}
        places = [self.folder / name for name in ("figures", "bin", "run")]
        return subprocess.run([sys.executable, "-B", "kernels.py", *places, "06-he"], capture_output=True, text=True,
                              env=kept | ({"OPENBLAS_CORETYPE": wished} if wished else {}), check=False)

    def test_the_same_everywhere(self):
        self.write(faulty="none")
        done = self.kernels()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("under Prescott", done.stdout)

    def test_another_result_under_the_poorest(self):
        self.write(faulty="Prescott")
        done = self.kernels()
        self.assertEqual(done.returncode, 1)
        self.assertIn("Prescott: 06-he: values.json: rms is 1.6", done.stdout)

    def test_another_result_under_those_that_are_asked_for(self):
        self.write(faulty="Zen")
        self.assertEqual(self.kernels().returncode, 0)
        done = self.kernels(wished="Zen")
        self.assertEqual(done.returncode, 1)
        self.assertIn("Zen: 06-he", done.stdout)

    def test_kernels_that_are_not_there(self):
        self.write(faulty="Prescott", own="ARMV8", names="ARMV8")
        done = self.kernels()
        self.assertEqual(done.returncode, 0)
        self.assertIn("the only kernels", done.stdout)

    def test_a_program_that_dies(self):
        self.write(faulty="none")
        program = self.folder / "bin/06-he"
        program.write_text(program.read_text(encoding="utf-8").replace("number=1.5", "exit 3"), encoding="utf-8")
        self.assertIn("Prescott: 06-he ended with 3", self.kernels().stderr)


if __name__ == "__main__":
    unittest.main()
