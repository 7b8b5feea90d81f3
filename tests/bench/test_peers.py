"""peers.py on measurements that are made up: what it computes, what it prints, and what it refuses."""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import types
import unittest
from pathlib import Path
from unittest import mock

import peers

OURS, THEIRS = [1e-3, 2e-3, 9e-3, 2e-3, 1e-3], [5e-3, 3e-3, 4e-3, 6e-3, 5e-3]
BENCH = """#!/usr/bin/env python3
import json, re, sys
options = dict(word.split("=", 1) for word in sys.argv[1:])
runs = [{"run_name": "sgemm/1024", "cpu_time": 10.0, "time_unit": "ms", "GFLOP/s": 200.0},
        {"run_name": "draw", "cpu_time": 500.0, "time_unit": "us"},
        {"run_name": "train", "cpu_time": 2.0, "time_unit": "ms", "GFLOP/s": 150.0}]
chosen = [run for run in runs if re.search(options["--benchmark_filter"], run["run_name"])]
with open(options["--benchmark_out"], "w") as out:
    json.dump({"context": {"blas_kernels": "Fastest"}, "benchmarks": chosen}, out)
"""


class Compare(unittest.TestCase):
    def test_medians_ratios_and_the_share_of_the_peak(self):
        rates, peaks = [90, 80, 85, 70, 99], [100, 100, 99, 101, 100]
        row = peers.compare("train", {peers.US: OURS, "PyTorch": THEIRS}, rates, peaks)
        self.assertEqual(row["seconds"], {peers.US: 2e-3, "PyTorch": 5e-3})
        self.assertEqual(row["ratios"], {"PyTorch": 2.5})
        self.assertEqual((row["gflops"], row["share_of_peak"]), (85, 0.85))

    def test_no_share_where_no_operations_are_counted(self):
        self.assertNotIn("share_of_peak", peers.compare("draw", {peers.US: OURS, "NumPy": THEIRS}))

    def test_nonsense(self):
        for wrong in ([1e-3] * 4, [], [0.0] * 5, [1e-3, 1e-3, -1e-3, 1e-3, 1e-3], [1e-3] * 4 + [float("nan")],
                      [float("inf")] * 5):
            with self.subTest(wrong), self.assertRaises(peers.Nonsense):
                peers.compare("train", {peers.US: OURS, "PyTorch": wrong})
            with self.subTest(wrong), self.assertRaises(peers.Nonsense):
                peers.compare("train", {peers.US: wrong, "PyTorch": THEIRS})
        with self.assertRaises(peers.Nonsense):
            peers.compare("train", {peers.US: OURS, "PyTorch": THEIRS}, [80] * 5)  # of no peak
        with self.assertRaises(peers.Nonsense):
            peers.compare("train", {peers.US: OURS})
        with self.assertRaises(peers.Nonsense):
            peers.compare("train", {"PyTorch": THEIRS, "NumPy": THEIRS})


class ReadBench(unittest.TestCase):
    RUN = {"run_name": "train", "cpu_time": 2.5, "time_unit": "ms", "GFLOP/s": 80.0}

    def read(self, *runs):
        return peers.read_bench({"benchmarks": runs, "context": {}}, ["train"])[0]

    def test_units(self):
        self.assertEqual(self.read(self.RUN), {"train": (2.5e-3, 80.0)})
        self.assertAlmostEqual(self.read(self.RUN | {"time_unit": "us"})["train"][0], 2.5e-6)

    def test_nonsense(self):
        for runs in ([], [self.RUN | {"run_name": "train/1"}], [self.RUN | {"time_unit": "fortnight"}]):
            with self.subTest(runs), self.assertRaises(peers.Nonsense):
                self.read(*runs)


class Table(unittest.TestCase):
    def test_durations(self):
        for seconds, text in ((0.4067, "407 ms"), (0.0118, "11.8 ms"), (0.00215, "2.15 ms"), (2.2e-4, "220 us"),
                              (12.3456, "12.3 s"), (1.5e-8, "15.0 ns")):
            self.assertEqual(peers.duration(seconds), text)

    def test_a_column_for_each_and_a_dash_for_what_is_not_there(self):
        both = peers.compare("train", {peers.US: OURS, "PyTorch": THEIRS, "NumPy": OURS}, [85] * 5, [100] * 5)
        head, first, second = peers.table([both, peers.compare("draw", {peers.US: OURS, "PyTorch": THEIRS})])
        self.assertEqual(head.split(), "benchmark this book PyTorch ratio NumPy ratio of peak".split())
        self.assertEqual(first.split(), "train 2.00 ms 5.00 ms 2.50 2.00 ms 1.00 85%".split())
        self.assertEqual(second.split(), "draw 2.00 ms 5.00 ms 2.50 - - -".split())
        self.assertEqual(len({len(line) for line in (head, first, second)}), 1)


class WholeRun(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.bench, self.json = Path(folder.name, "bench"), Path(folder.name, "peers.json")
        self.bench.write_text(BENCH)
        self.bench.chmod(0o755)

    def run_main(self):
        """With libraries that take 4 ms by one way and 6 ms by the other."""
        def works(*names):
            return {name: lambda: [0.006, 0.004] for name in names}

        torch = types.SimpleNamespace(__version__="1.0", set_num_threads=mock.Mock())
        modules = {"torch_works": types.SimpleNamespace(torch=torch, WORKS=works("sgemm/1024", "train", "draw")),
                   "numpy_works": types.SimpleNamespace(np=torch, WORKS=works("train"))}
        said = io.StringIO()
        with mock.patch.dict(sys.modules, modules), mock.patch.dict(os.environ), \
                mock.patch.object(peers, "seconds_of", lambda work: work), \
                contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
            os.environ.pop("OPENBLAS_CORETYPE", None)
            peers.main(str(self.bench), str(self.json))
            self.assertEqual(os.environ["OPENBLAS_NUM_THREADS"], "1")
            self.assertEqual(os.environ["OPENBLAS_CORETYPE"], "Fastest")
        torch.set_num_threads.assert_called_once_with(1)
        return said.getvalue()

    def test_table_and_json_say_the_same(self):
        said = self.run_main()
        written = json.loads(self.json.read_text())
        rows = {row["name"]: row for row in written["results"]}
        self.assertEqual(list(rows), ["sgemm/1024", "train", "draw"])
        self.assertEqual(rows["train"]["seconds"], {peers.US: 2e-3, "PyTorch": 4e-3, "NumPy": 4e-3})
        self.assertEqual((rows["train"]["ratios"]["PyTorch"], rows["train"]["share_of_peak"]), (2.0, 0.75))
        self.assertEqual(rows["draw"]["ratios"], {"PyTorch": 8.0})
        self.assertEqual(written["context"]["threads"], 1)
        self.assertTrue(said.endswith("\n".join(peers.table(rows.values())) + "\n"), said)

    def call(self, *words, **environment):
        return subprocess.run([sys.executable, "-B", peers.__file__, *words], env=os.environ | environment,
                              capture_output=True, text=True, check=False)

    def refused(self, done, code, *words):
        self.assertEqual((done.returncode, done.stdout), (code, ""), done)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        for word in ("peers: ", *words):
            self.assertIn(word, done.stderr)

    def test_wrong_calls(self):
        for words in ((), ("bench",), ("--fast", "bench", "json")):
            self.refused(self.call(*words), 2, "two arguments")

    def test_a_machine_without_pytorch(self):
        (self.bench.parent / "torch.py").write_text("raise ImportError('no torch here')\n")
        done = self.call(str(self.bench), str(self.json), PYTHONPATH=str(self.bench.parent))
        self.refused(done, 1, "PyTorch and NumPy", "nothing to compare")
        self.assertFalse(self.json.exists())

    def test_a_bench_program_that_is_not_there_or_fails(self):
        self.refused(self.call("no-such-bench", str(self.json)), 1, "no-such-bench")
        self.bench.write_text("#!/bin/sh\nexit 3\n")
        self.refused(self.call(str(self.bench), str(self.json)), 1, "3")


if __name__ == "__main__":
    unittest.main()
