"""Do the programs give what is committed under other kernels of the BLAS as well?

kernels.py FIGURES PROGRAMS RUNS CHAPTER... runs every program PROGRAMS/<chapter> under the poorest kernels
of this machine, and under those that OPENBLAS_CORETYPE names, into RUNS/<kernel>/<chapter>/, and compares.
The build's own runs are those of the best kernels: golden.compare looks at them.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import compare

POOREST = "Prescott"  # of x86-64: SSE3 and nothing else
SAID = re.compile(r"OpenBLAS's kernels for (\w+)")


def settings(kernel):
    """The environment for a program that is to run under these kernels, or under its own choice."""
    kept = {name: text for name, text in os.environ.items() if name != "OPENBLAS_CORETYPE"}
    return kept | ({"OPENBLAS_CORETYPE": kernel} if kernel else {})


def kernel_of(program, wished=None):
    """The kernels that a program says it runs on, or None."""
    done = subprocess.run([program, "--help"], env=settings(wished), capture_output=True, text=True, check=True)
    said = SAID.search(" ".join(done.stdout.split()))
    return said and said[1]


def kernels_to_run(program):
    """Those that this machine has, are asked for, and are not the programs' own choice."""
    own = kernel_of(program)
    wished = [kernel_of(program, name) for name in (POOREST, os.environ.get("OPENBLAS_CORETYPE")) if name]
    return sorted(set(wished) - {own, None})


def run(program, kernel, out, *options):
    """Run a program as the build does, into an empty folder. Its complaint is the test's."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([program, "--out", out, "--no-figures", *options], env=settings(kernel), capture_output=True,
                          text=True, check=False)
    if done.returncode:
        sys.exit(f"{kernel or 'best kernels'}: {program.name} ended with {done.returncode}: {done.stderr}")
    (out / "output.txt").write_text(done.stdout, encoding="utf-8")


def main():
    figures, programs, runs = (Path(argument) for argument in sys.argv[1:4])
    chapters = sys.argv[4:]
    kernels = kernels_to_run(programs / chapters[0])
    differences = []
    for kernel in kernels:
        for chapter in chapters:
            run(programs / chapter, kernel, runs / kernel / chapter)
        found = list(compare.compare(figures, runs / kernel, chapters))
        differences += [f"{kernel}: {difference}" for difference in found]
    for difference in differences:
        print(difference)
    if differences:
        sys.exit("A result depends on the kernels of the BLAS by more than its tolerance.")
    print(f"{len(chapters)} chapters give what is committed under {', '.join(kernels) or 'the only kernels'}")


if __name__ == "__main__":
    main()
