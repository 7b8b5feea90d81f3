"""Which kernels a program runs on, with a BLAS that chooses badly, lacks some or computes wrong."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

PROBE = os.environ["WINIT_PROBE"]
PLANTED = os.environ["WINIT_PLANTED_BLAS"]
# Best first, as in chapters/support/blas_kernel.cpp.
LADDER = {"SkylakeX": "avx512vl", "Haswell": "avx2", "Sandybridge": "avx", "Nehalem": "sse4_2", "Prescott": "pni"}


def processor_flags():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        return next((set(line.split()) for line in lines if line.startswith("flags")), set())


HERE = [name for name, flag in LADDER.items() if flag in processor_flags()]


@unittest.skipIf(os.environ["WINIT_SANITIZED"] == "1", "a sanitizer wants to be loaded first")
@unittest.skipIf(len(HERE) < 3, "no processor with several kernels")
class Planted(unittest.TestCase):
    def help(self, wished=None, **planted):
        settings = {name: text for name, text in os.environ.items() if not name.startswith("OPENBLAS_")}
        settings |= {f"PLANTED_{name.upper()}": text for name, text in planted.items()}
        settings["LD_PRELOAD"] = PLANTED
        if wished is not None:
            settings["OPENBLAS_CORETYPE"] = wished
        done = subprocess.run([PROBE, "--help"], env=settings, capture_output=True, text=True, timeout=60,
                              stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def runs_on(self, kernel, own, wished=None, **planted):
        done = self.help(wished, own=own, **planted)
        said = f"Matrix products run on OpenBLAS's kernels for {kernel}"
        said += "." if kernel == own or wished else f" (its own choice was {own})."
        self.assertIn(said, " ".join(done.stdout.split()))
        return done.stderr

    def test_a_good_choice_stays(self):
        self.assertEqual(self.runs_on(HERE[0], HERE[0]), "")

    def test_a_poor_choice_is_replaced(self):
        for own in ("Prescott", "Core2", "generic"):
            with self.subTest(own=own):
                self.assertEqual(self.runs_on(HERE[0], own), "")

    def test_kernels_that_the_blas_lacks_are_passed_over(self):
        self.assertEqual(self.runs_on(HERE[1], "Prescott", lacking=HERE[0]), "")

    def test_kernels_that_compute_wrong_are_passed_over(self):
        self.assertEqual(self.runs_on(HERE[1], "Prescott", wrong=HERE[0]), "")
        self.assertEqual(self.runs_on(HERE[1], HERE[0], wrong=HERE[0]), "")

    def test_kernels_that_the_processor_refuses_are_passed_over(self):
        self.assertEqual(self.runs_on(HERE[1], "Prescott", refused=HERE[0]), "")

    def test_what_the_user_set_stays(self):
        for kernel in HERE:
            with self.subTest(kernel=kernel):
                self.assertEqual(self.runs_on(kernel, "Prescott", wished=kernel), "")

    def test_an_unknown_wish_is_named_once(self):
        said = self.help("Nonsense", own="Prescott", lacking="Nonsense").stderr
        self.assertEqual(said, "probe: OPENBLAS_CORETYPE is 'Nonsense', which this OpenBLAS does not have; "
                               f"accepted are {', '.join(HERE)}\n")

    def test_a_wish_that_computes_wrong_is_kept_and_named(self):
        said = self.runs_on(HERE[1], HERE[0], wished=HERE[1], wrong=HERE[1])
        self.assertIn("whose products are wrong on this processor; accepted are", said)

    def test_no_kernel_is_right(self):
        said = self.help(own="Prescott", wrong="any").stderr
        self.assertEqual(said, "probe: no kernel of this BLAS multiplies correctly on this processor\n")

    def test_what_a_restarted_program_starts_decides_for_itself(self):
        with tempfile.TemporaryDirectory() as folder:
            gnuplot = Path(folder, "gnuplot")
            gnuplot.write_text(f"#!/bin/sh\nenv >{folder}/environment\nexit 1\n", encoding="utf-8")
            gnuplot.chmod(0o755)
            settings = {"LD_PRELOAD": PLANTED, "PLANTED_OWN": "Prescott", "OPENBLAS_CORETYPE": "",
                        "PATH": f"{folder}:{os.environ['PATH']}"}
            subprocess.run([PROBE, "--out", f"{folder}/out"], env=os.environ | settings, capture_output=True,
                           timeout=60, check=False)
            inherited = Path(folder, "environment").read_text(encoding="utf-8")
        self.assertNotRegex(inherited, "(?m)^(OPENBLAS_CORETYPE=.|WINIT_BLAS)")


class Ours(unittest.TestCase):
    def test_the_real_blas_runs_on_what_is_set(self):
        for kernel in HERE:
            with self.subTest(kernel=kernel):
                done = subprocess.run([PROBE, "--help"], env=os.environ | {"OPENBLAS_CORETYPE": kernel},
                                      capture_output=True, text=True, timeout=60)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertIn(f"kernels for {kernel}.", " ".join(done.stdout.split()))


if __name__ == "__main__":
    unittest.main()
