"""Do the programs give what is committed with --full as well?

full.py FIGURES PROGRAMS RUNS CHAPTER... runs every program PROGRAMS/<chapter> that has --full with it, into
RUNS/<chapter>/, and compares with FIGURES/<chapter>/. It takes minutes, so it is no part of ./tutorial test.
The kernels of the BLAS are those that OPENBLAS_CORETYPE names, or the programs' own choice.
"""

import os
import subprocess
import sys
from pathlib import Path

import compare
import kernels


def has_full(program):
    """Whether a program lists --full among its options."""
    done = subprocess.run([program, "--help"], capture_output=True, text=True, check=True)
    return "--full" in done.stdout.split()


def main():
    figures, programs, runs = (Path(argument) for argument in sys.argv[1:4])
    chapters = [chapter for chapter in sys.argv[4:] if has_full(programs / chapter)]
    if not chapters:
        sys.exit("No program has --full, so nothing was compared.")
    for chapter in chapters:
        print(f"Running chapter {chapter} with --full", flush=True)
        kernels.run(programs / chapter, os.environ.get("OPENBLAS_CORETYPE"), runs / chapter, "--full")
    differences = list(compare.compare(figures, runs, chapters))
    for difference in differences:
        print(difference)
    if differences:
        sys.exit("If these changes are wanted: ./tutorial accept full, then commit what it rewrote.")
    print(f"{len(chapters)} chapters give with --full what is committed")


if __name__ == "__main__":
    main()
