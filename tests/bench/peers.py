"""Our benchmarks beside PyTorch and NumPy: the same work, the same machine, the same minutes, one thread each.

    peers.py BENCH JSON

BENCH is the compiled program of bench.cpp; everything measured is written to JSON. In every round each piece of work is
done by ours, then by theirs, so that whatever else the machine does falls on all of them. The processor time counts.
All use the same kernels of OpenBLAS, unless OPENBLAS_CORETYPE says otherwise.
"""

import json
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
SECONDS = 0.3  # of processor time per measurement, at least
PEAK = "sgemm/1024"
US = "this book"
UNITS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}


class Nonsense(Exception):
    """What was measured cannot be compared."""


# ------------------------------------------------------------------ arithmetic


def median(name, who, numbers):
    """Of at least ROUNDS positive numbers."""
    if len(numbers) < ROUNDS:
        raise Nonsense(f"{name}: {who} was measured {len(numbers)} times, {ROUNDS} are needed")
    for number in numbers:
        if not (math.isfinite(number) and number > 0):
            raise Nonsense(f"{name}: {who} cannot have taken or reached {number}")
    return statistics.median(numbers)


def compare(name, seconds, rates=(), peaks=()):
    """One row: medians of the seconds of each, how many times as long the others take, and our share of the peak."""
    if US not in seconds or len(seconds) < 2:
        raise Nonsense(f"{name}: nothing to compare, only {', '.join(seconds) or 'nobody'} ran")
    row = {"name": name, "seconds": {who: median(name, who, times) for who, times in seconds.items()}}
    row["ratios"] = {who: taken / row["seconds"][US] for who, taken in row["seconds"].items() if who != US}
    if rates:
        row["gflops"] = median(name, "the rate", rates)
        row["share_of_peak"] = row["gflops"] / median(name, "the peak", peaks)
    return row


def duration(seconds):
    """Three digits and a unit: 11.8 ms."""
    unit, factor = next(((u, f) for u, f in reversed(UNITS.items()) if seconds >= f), ("ns", 1e-9))
    return f"{seconds / factor:#.3g}".rstrip(".") + f" {unit}"


def table(rows):
    """The rows as lines of text; "-" where there is no number."""
    others = list(dict.fromkeys(who for row in rows for who in row["ratios"]))
    yield "".join([f"{'benchmark':<34}{US:>11}", *(f"{who:>11}{'ratio':>8}" for who in others), f"{'of peak':>9}"])
    for row in rows:
        line = f"{row['name']:<34}{duration(row['seconds'][US]):>11}"
        for who in others:
            has = who in row["ratios"]
            line += f"{duration(row['seconds'][who]) if has else '-':>11}"
            line += f"{row['ratios'][who] if has else '-':>8{'.2f' if has else ''}}"
        share = row.get("share_of_peak")
        yield line + f"{'-' if share is None else f'{share:.0%}':>9}"


# ------------------------------------------------------------------------ ours


def bench(program, *names):
    """One measurement of each of these benchmarks, and what the program says about the machine."""
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder, "bench.json")
        either = "|".join(map(re.escape, names))
        subprocess.run(
            [program, f"--benchmark_filter=^({either})$", "--benchmark_repetitions=1",
             f"--benchmark_min_time={SECONDS}", f"--benchmark_out={said}"],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        return read_bench(json.loads(said.read_text(encoding="utf-8")), names)


def read_bench(said, names):
    """From google-benchmark's JSON: {name: (seconds, GFLOP/s or None)} and the context."""
    runs = {}
    for run in said["benchmarks"]:
        if run.get("time_unit") not in UNITS:
            raise Nonsense(f"{run['run_name']}: unknown unit of time {run.get('time_unit')!r}")
        runs[run["run_name"]] = run["cpu_time"] * UNITS[run["time_unit"]], run.get("GFLOP/s")
    for name in names:
        if name not in runs:
            raise Nonsense(f"{name}: the bench program has no such benchmark")
    return runs, said["context"]


# ---------------------------------------------------------------------- theirs


def seconds_of(work):
    """Processor time of one call, mean over SECONDS of them."""
    work()
    calls, start = 0, time.process_time()
    while True:
        work()
        calls += 1
        taken = time.process_time() - start
        if taken > SECONDS:
            return taken / calls


# --------------------------------------------------------------------- rounds


def measure(program, name, peers):
    """Rounds of ours, theirs, ours, theirs: seconds of each, our rates and the peaks beside them."""
    seconds = {US: [], **{who: [] for who in peers}}
    rates, peaks = [], []
    ways = {who: [[work, []] for work in works[name]()] for who, works in peers.items()}
    for _ in range(ROUNDS):
        runs, _ = bench(program, *dict.fromkeys([PEAK, name]))
        seconds[US].append(runs[name][0])
        if runs[name][1] is not None:
            rates.append(runs[name][1])
            peaks.append(runs[PEAK][1])
        for works in ways.values():
            for work, times in works:
                times.append(seconds_of(work))
    for who, works in ways.items():  # of several ways the faster
        seconds[who] = min((times for _, times in works), key=statistics.median)
    return compare(name, seconds, rates, peaks)


def load_peers(kernels):
    """PyTorch and NumPy on one thread, on these kernels of OpenBLAS: read when they are loaded, not later."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    if kernels:
        os.environ.setdefault("OPENBLAS_CORETYPE", kernels)
    try:
        import numpy_works
        import torch_works
    except ImportError as missing:
        raise SystemExit(f"peers: PyTorch and NumPy cannot be loaded, so there is nothing to compare: {missing}")
    torch_works.torch.set_num_threads(1)
    versions = {"PyTorch": torch_works.torch.__version__, "NumPy": numpy_works.np.__version__}
    return {"PyTorch": torch_works.WORKS, "NumPy": numpy_works.WORKS}, versions


def main(program, result):
    _, machine = bench(program, PEAK)
    peers, versions = load_peers(machine.get("blas_kernels"))
    print("One thread each, processor time, median of", ROUNDS, "rounds; ratio: how many times as long they take;")
    print("of peak: our share of the rate of one large product, measured beside it")
    print(f"BLAS kernels: {machine.get('blas_kernels')};", ", ".join(" ".join(pair) for pair in versions.items()), "\n")
    rows = []
    for name in peers["PyTorch"]:
        print(f"\r{name:<40}", end="", file=sys.stderr, flush=True)
        rows.append(measure(program, name, {who: works for who, works in peers.items() if name in works}))
    print("\r", end="", file=sys.stderr)
    print("\n".join(table(rows)))
    context = {"rounds": ROUNDS, "threads": 1, "blas_kernels": machine.get("blas_kernels"), "versions": versions}
    text = json.dumps({"context": context, "results": rows}, indent=2) + "\n"
    Path(result).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print("peers: two arguments are needed, the bench program and the JSON file to write", file=sys.stderr)
        sys.exit(2)
    try:
        main(*sys.argv[1:])
    except (Nonsense, OSError, subprocess.CalledProcessError) as wrong:
        sys.exit(f"peers: {wrong}")
