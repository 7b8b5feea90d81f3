"""Every experiment of a chapter alone: the numbers and tables that it has among the others.

WINIT_CHAPTER names the program; it runs with --quick.
"""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["WINIT_CHAPTER"]


def run(out, *arguments):
    """The values and the tables of a run, and what each experiment found."""
    done = subprocess.run([PROGRAM, "--quick", "--no-figures", "--out", str(out), *arguments],
                          capture_output=True, text=True, timeout=600, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    values = json.loads((out / "values.json").read_text())["values"]
    tables = {file.stem: file.read_bytes() for file in out.glob("*.csv")}
    return values, tables, json.loads((out / "places.json").read_text())["experiments"]


class Alone(unittest.TestCase):
    def test_same_numbers_as_among_the_others(self):
        with tempfile.TemporaryDirectory() as folder:
            values, tables, experiments = run(Path(folder) / "whole")
            found_somewhere = [name for found in experiments.values() for name in found["values"]]
            parameters = [name for name in values if name not in found_somewhere]
            self.assertEqual(list(values), parameters + found_somewhere)
            self.assertGreater(len(experiments), 1)
            for experiment, found in experiments.items():
                with self.subTest(experiment=experiment):
                    alone = run(Path(folder) / experiment, "--only", experiment)
                    self.assertEqual(alone[0], {name: values[name] for name in parameters + found["values"]})
                    self.assertEqual(alone[1], {name: tables[name] for name in found["series"]})
                    self.assertEqual(alone[2], {experiment: found})
                    if found["series"]:
                        self.assertIn(experiment, found["series"], "is found by the name of no figure")


if __name__ == "__main__":
    unittest.main()
