"""The stored values are readable and small, and a value that differs is found, with PyTorch and without."""

import copy
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import data

HERE = Path(__file__).parent
STORED = HERE / "pytorch.json"
SAID = {"recipe": "run it", "matrix": [[0.5, -2.0], [1e-7, 3.0]], "loss": 0.25,
        "rows": [{"name": "tanh", "size": 1.5}, {"name": "relu", "size": 2}]}


class Differences(unittest.TestCase):
    def changed(self, change) -> list[str]:
        other = copy.deepcopy(SAID)
        change(other)
        return list(data.differences(other, SAID))

    def test_the_same(self) -> None:
        self.assertEqual(self.changed(lambda other: None), [])

    def test_rounding_is_measured_by_the_largest_entry(self) -> None:
        self.assertEqual(self.changed(lambda other: other["matrix"][1].__setitem__(0, 1e-7 + 2e-12)), [])
        self.assertEqual(self.changed(lambda other: other.__setitem__("loss", 0.25 * (1 + 9e-13))), [])

    def test_faults(self) -> None:
        faults = {
            "/matrix": [lambda other: other["matrix"][1].__setitem__(0, 1e-7 + 1e-10),
                        lambda other: other["matrix"][0].__setitem__(1, float("nan")),
                        lambda other: other["matrix"][0].__setitem__(1, "two"),
                        lambda other: other["matrix"][0].pop(),
                        lambda other: other.__setitem__("matrix", [[0.5, -2.0, 1e-7, 3.0]]),
                        lambda other: other.__setitem__("matrix", 0.5),
                        lambda other: other.pop("matrix")],
            "/loss": [lambda other: other.__setitem__("loss", 0.25 * (1 + 1e-9)),
                      lambda other: other.__setitem__("loss", {"mean": 0.25})],
            "/rows": [lambda other: other["rows"].pop()],
            "/rows/1/size": [lambda other: other["rows"][1].__setitem__("size", 2.1)],
            "/rows/0/name": [lambda other: other["rows"][0].__setitem__("name", "gelu")],
            "/more": [lambda other: other.__setitem__("more", 1)],
        }
        for where, changes in faults.items():
            for number, change in enumerate(changes):
                with self.subTest(where, number=number):
                    found = self.changed(change)
                    self.assertEqual(len(found), 1, found)
                    self.assertTrue(found[0].startswith(where + ": "), found)


class Text(unittest.TestCase):
    def test_what_is_written_is_read(self) -> None:
        self.assertEqual(json.loads(data.text_of(SAID)), SAID)
        self.assertIn("  [1e-07, 3.0]\n", data.text_of(SAID))

    def test_no_line_is_too_long(self) -> None:
        text = data.text_of({"long": [1 / (n + 3) for n in range(50)]})
        self.assertLessEqual(max(map(len, text.splitlines())), 120)
        self.assertEqual(len(json.loads(text)["long"]), 50)

    def test_not_a_number_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            data.text_of([float("nan")])

    def test_the_stored_file_is_small_and_was_written_by_the_recipe(self) -> None:
        text = STORED.read_text(encoding="utf-8")
        self.assertLess(len(text), 250_000)
        self.assertEqual(data.text_of(json.loads(text)), text)


class Recipe(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name in ("pytorch.py", "data.py", "pytorch.json"):
            (self.folder / name).write_bytes((HERE / name).read_bytes())

    def call(self, *words: str) -> subprocess.CompletedProcess:
        return subprocess.run([sys.executable, "-B", str(self.folder / "pytorch.py"), *words], env=os.environ,
                              capture_output=True, text=True, check=False)

    def test_a_machine_without_pytorch(self) -> None:
        (self.folder / "torch.py").write_text("raise ImportError('no torch here')\n")
        for words in ((), ("--check",)):
            done = self.call(*words)
            self.assertEqual((done.returncode, done.stdout), (77, ""), done)
            self.assertIn("no torch here", done.stderr)
            self.assertEqual((self.folder / "pytorch.json").read_bytes(), STORED.read_bytes())

    def test_a_digit_that_differs(self) -> None:
        stored = json.loads(STORED.read_text(encoding="utf-8"))
        stored["models"]["lstm"]["cross_entropy"]["loss"] *= 1 + 1e-10
        (self.folder / "pytorch.json").write_text(data.text_of(stored))
        done = self.call("--check")
        if done.returncode == 77:
            self.skipTest("PyTorch is not installed")
        self.assertEqual(done.returncode, 1, done)
        self.assertIn("/models/lstm/cross_entropy/loss: ", done.stdout)
        self.assertEqual(done.stdout.count("\n"), 1, done.stdout)
        self.assertEqual(self.call("--fast").returncode, 2)


if __name__ == "__main__":
    unittest.main()
