"""What a chapter's program does with bad input, a missing gnuplot, and Ctrl-C."""

import json
import os
import pty
import resource
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

PROBE = os.environ["WINIT_PROBE"]
FILES = {"values.json", "places.json", "walk.csv", "walk.svg", "walk-dark.svg", "grid.csv", "grid.svg",
         "grid-dark.svg"}


def run(*arguments, **settings):
    return subprocess.run([PROBE, *arguments], capture_output=True, text=True, timeout=60,
                          stdin=subprocess.DEVNULL, **settings)


class InFolder(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="probe test '"))
        self.addCleanup(shutil.rmtree, self.folder)

    def names(self, folder=None):
        return {entry.name for entry in (folder or self.folder).iterdir()}

    def refused(self, done, status, *words):
        """Nothing on stdout, one line on stderr that holds these words."""
        self.assertEqual((done.returncode, done.stdout), (status, ""), done.stderr)
        self.assertRegex(done.stderr, r"\Aprobe: [^\n]+\n\Z")
        for word in words:
            self.assertIn(word, done.stderr)


class CommandLine(InFolder):
    def bad(self, arguments, *words):
        out = self.folder / "out"
        self.refused(run(*arguments, "--out", str(out)), 2, *words)
        self.assertFalse(out.exists())

    def test_unknown_flag(self):
        self.bad(["--dept", "3"], "'--dept'", "--depth", "--seed", "--no-figures")
        self.bad(["-d", "3"], "'-d'")
        self.bad(["7"], "'7'")

    def test_missing_value(self):
        for flag in ("--depth", "--rate", "--seed", "--threads", "--out"):
            self.refused(run(flag), 2, flag, "needs a value")
        self.bad(["--depth="], "--depth")

    def test_count(self):
        for text in ("-3", "0", "201", "1e12", "3.0", "nan", "inf", "ten", "", " 5", "5x",
                     "99999999999999999999999", "0x10", "--rate", "²"):
            with self.subTest(text=text):
                self.bad(["--depth", text], "--depth must be a whole number from 1 to 200",
                         f"got '{text}'")

    def test_number(self):
        for text in ("-0.1", "0", "11", "nan", "-nan", "inf", "1e999", "1e-999", "fast", "0.1.2"):
            with self.subTest(text=text):
                self.bad(["--rate", text], "--rate must be a number from 1e-06 to 10",
                         f"got '{text}'")

    def test_seed_and_threads(self):
        for text in ("-1", "18446744073709551616", "1.5", "one"):
            self.bad(["--seed", text], "--seed must be", "18446744073709551615", text)
        for text in ("0", "-1", "257", "many"):
            self.bad(["--threads", text], "--threads must be a whole number from 1 to 256", text)
        self.assertEqual(run("--seed", "18446744073709551615").returncode, 0)

    def test_flag_with_a_value(self):
        for flag in ("--quick=maybe", "--no-figures=7"):
            self.bad([flag], flag.split("=")[0], "takes no value")

    def test_line_break_in_a_value(self):
        self.bad(["--depth", "3\n4"], "got '3?4'")

    def test_choice(self):
        self.assertRegex(run("--first-step", "down").stdout, r"first_step +1  where the walk turns first: 0 up")
        for text in ("1", "Down", "", "sideways"):
            self.bad(["--first-step", text], "--first-step must be one of up, down", f"got '{text}'")

    def test_value_behind_an_equals_sign(self):
        self.assertRegex(run("--depth=7").stdout, r"depth +7 ")

    def test_last_of_two_wins(self):
        self.assertRegex(run("--depth", "5", "--depth", "7").stdout, r"depth +7 ")

    def test_memory(self):
        self.bad(["--width", "900000000"], "900000 GB", "this machine has", "smaller")

    @unittest.skipIf(os.environ.get("WINIT_SANITIZED") == "1", "sanitizers map terabytes")
    def test_memory_of_the_shell(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (2 * 10**9, 2 * 10**9))
        self.refused(run("--width", "3000", preexec_fn=limit), 2, "3 GB", "has 2 GB")

    def test_help(self):
        done = run("--help")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for words in ("Does a program refuse what it must?", "--depth N", "1 to 200 [10]",
                      "--rate X", "1e-06 to 10 [0.1]", "(s)", "--seed N", "[1]", "--out DIR",
                      "--threads N", "--data DIR", "--only NAME", "--first-step NAME", "up, down [up]",
                      "Experiments: walk, grid_of_numbers.", "--quick", "--full", "--no-figures"):
            self.assertIn(words, done.stdout)

    def test_full(self):
        self.assertRegex(run("--full").stdout, r"depth +150 ")
        self.bad(["--full", "--quick"], "--quick and --full exclude each other")

    def test_folder_of_data(self):
        self.assertRegex(run("--data", str(self.folder)).stdout, r"depth +77 ")
        self.bad(["--data", "nowhere"], "--data: no folder is called nowhere")

    def test_quick_yields_to_options(self):
        self.assertRegex(run("--quick").stdout, r"depth +3 ")
        self.assertRegex(run("--depth", "4", "--quick").stdout, r"depth +4 ")


class Only(InFolder):
    def values(self, *arguments):
        """Values, the text of places.json and the names of the files of a run."""
        out = self.folder / "out"
        done = run(*arguments, "--no-figures", "--out", str(out))
        self.assertEqual(done.returncode, 0, done.stderr)
        values = json.loads((out / "values.json").read_text())["values"]
        found = values, json.loads((out / "places.json").read_text()), self.names(out)
        shutil.rmtree(out)
        return found

    def test_only_its_files_and_values_after_the_parameters(self):
        values, places, names = self.values("--only", "grid_of_numbers")
        self.assertEqual(list(values), ["depth", "first_step", "sum", "corner"])
        self.assertEqual(names, {"values.json", "places.json", "grid.csv"})
        self.assertEqual(places["experiments"], {"grid_of_numbers": {"values": ["corner"], "series": ["grid"]}})
        self.assertEqual(list(places["series"]), ["grid"])

    def test_same_numbers_as_in_the_whole(self):
        size = ("--quick", "--depth", "5", "--seed", "3")
        whole, places, _ = self.values(*size)
        self.assertEqual(list(places["experiments"]), ["walk", "grid_of_numbers"])
        for name, found in places["experiments"].items():
            alone, _, _ = self.values(*size, "--only", name)
            self.assertEqual(alone, {key: whole[key] for key in alone})
            self.assertLessEqual(set(found["values"]), set(alone))
        self.assertEqual(whole["depth"]["value"], 5)

    def test_names(self):
        self.refused(run("--only", "walks"), 2, "'walks'", "near it is walk")
        self.refused(run("--only", "x\ny"), 2, "'x?y'", "accepted are walk, grid_of_numbers")
        self.refused(run("--only"), 2, "--only needs a value")
        out = self.folder / "out"
        self.refused(run("--only", "Walk", "--out", str(out)), 2, "'Walk'")
        self.assertFalse(out.exists())

    def test_options_for_a_form(self):
        _, places, _ = self.values()
        options = {option["name"]: option for option in places["options"]}
        self.assertEqual(list(options), ["depth", "wind_speed", "first_step", "width", "rate", "pause", "seed"])
        self.assertEqual((options["depth"]["default"], options["depth"]["quick"]), (10, 3))
        self.assertEqual(options["first_step"]["choices"], ["up", "down"])

    def test_options_are_described_as_they_were_not_as_given(self):
        self.assertEqual(self.values("--depth", "9", "--seed", "4")[1]["options"], self.values()[1]["options"])


class Experiment(InFolder):
    def fault(self, number):
        out = self.folder / "a" / "b"
        done = run("--width", str(number), "--out", str(out))
        self.assertEqual(self.names(), set())
        return done

    def test_broken_precondition(self):
        self.refused(self.fault(1), 2, "depth must be even,?got 7")

    def test_no_memory(self):
        self.refused(self.fault(2), 2, "memory")

    def test_machine_fails(self):
        self.refused(self.fault(3), 1, "the disk is on fire")

    def test_name_used_twice(self):
        self.refused(self.fault(5), 1, "'walk' is used twice")

    def test_value_that_is_not_finite(self):
        self.refused(self.fault(4), 2, "'last'", "not a finite number")


class Output(InFolder):
    def test_printed_summary(self):
        done = run("--seed", "7")
        lines = done.stdout.splitlines()
        self.assertEqual(lines[:2], ["Does a program refuse what it must?", ""])
        self.assertRegex(lines[2], r"^depth +10  steps$")
        self.assertRegex(lines[5], r"^last +-?[0-9.]+  where the walk ends$")
        self.assertEqual(len({line.rindex("  ") for line in lines[2:]}), 1)
        self.assertEqual(done.stderr, "")

    def test_all_files(self):
        out = self.folder / "new" / "fold'er \"q\" $x ü"
        done = run("--out", str(out))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.names(out), FILES)
        self.assertNotIn(str(out), done.stdout)
        self.assertIn(f"wrote {out}/walk.svg", done.stderr)

    def test_no_figures(self):
        path = {**os.environ, "PATH": str(self.folder)}
        out = self.folder / "out"
        self.assertEqual(run("--out", str(out), "--no-figures", env=path).returncode, 0)
        self.assertEqual(self.names(out), {"values.json", "places.json", "walk.csv", "grid.csv"})

    def test_same_bytes_twice(self):
        outs = [self.folder / "one", self.folder / "two"]
        printed = [run("--out", str(out), "--threads", str(count)).stdout
                   for count, out in enumerate(outs, 1)]
        self.assertEqual(*printed)
        for name in FILES:
            self.assertEqual(*[(out / name).read_bytes() for out in outs], name)

    def test_old_files_are_replaced(self):
        (self.folder / "values.json").write_text("old")
        (self.folder / "mine.txt").write_text("mine")
        self.assertEqual(run("--out", str(self.folder)).returncode, 0)
        self.assertEqual(self.names(), FILES | {"mine.txt"})
        self.assertIn('"probe"', (self.folder / "values.json").read_text())

    def test_unwritable(self):
        file = self.folder / "file"
        file.write_text("mine")
        for out in (str(file), str(file / "below"), "/proc/probe/out", "/dev/null", "",
                    "x" * 300):
            with self.subTest(out=out):
                self.refused(run("--out", out, cwd=self.folder), 2, "--out", f"'{out}'")
        self.assertEqual(self.names(), {"file"})
        self.assertEqual(file.read_text(), "mine")

    @unittest.skipIf(os.geteuid() == 0 and not shutil.which("setpriv"), "root may write anywhere")
    def test_no_permission(self):
        locked = self.folder / "locked"
        locked.mkdir()
        self.folder.chmod(0o755)
        locked.chmod(0o555)
        as_nobody = ["setpriv", "--reuid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        done = subprocess.run([*as_nobody, PROBE, "--out", str(locked)], capture_output=True,
                              text=True, timeout=60)
        if done.returncode == 126 or "setpriv" in done.stderr:
            self.skipTest("another user may not run the program where it is built")
        self.refused(done, 2, "--out", "Permission denied")

    def test_folder_in_the_place_of_a_file(self):
        (self.folder / "values.json").mkdir()
        self.refused(run("--out", str(self.folder)), 1, "values.json")
        self.assertEqual(self.names(), {"values.json"})

    @unittest.skipUnless(Path("/dev/full").exists(), "needs /dev/full")
    def test_full_standard_output(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROBE], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr, "probe: cannot write to the standard output\n")


class WithFakeGnuplot(InFolder):
    """Another program takes the place of gnuplot."""

    def path_with(self, script=None):
        tools = self.folder / "tools"
        tools.mkdir()
        if script:
            fake = tools / "gnuplot"
            fake.write_text(f"#!/bin/sh\n{script}\n")
            fake.chmod(0o755)
        return {**os.environ, "PATH": f"{tools}:/bin" if script else str(tools)}


class Gnuplot(WithFakeGnuplot):
    def fails(self, script, *words):
        out = self.folder / "out"
        self.refused(run("--out", str(out), env=self.path_with(script)), 1, "gnuplot", *words)
        self.assertFalse(out.exists())

    def test_missing(self):
        self.fails(None, "not installed", "--no-figures")

    def test_dies_at_once(self):
        self.fails("exit 1", "status 1")

    def test_dies_of_a_signal(self):
        self.fails("kill -9 $$", "137")

    def test_complains(self):
        self.fails("cat >/dev/null; echo; echo 'no such terminal' >&2; exit 1",
                   "no such terminal")

    def test_draws_half(self):
        self.fails("cat >/dev/null; echo '<svg>'")

    def test_settings_of_the_user_are_ignored(self):
        (self.folder / ".gnuplot").write_text("set terminal dumb\nexit\n")
        home = {**os.environ, "HOME": str(self.folder)}
        self.assertEqual(run("--out", str(self.folder / "out"), env=home).returncode, 0)
        self.assertEqual(self.names(self.folder / "out"), FILES)


def terminals_exist():
    """A bare chroot has no pseudo-terminals."""
    try:
        for end in pty.openpty():
            os.close(end)
        return True
    except OSError:
        return False


@unittest.skipUnless(terminals_exist(), "this machine has no pseudo-terminals")
class OnATerminal(unittest.TestCase):
    def stderr_of(self, *arguments, after=None):
        """What the program writes while its stderr is a terminal, and its exit status."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen([PROBE, *arguments], stdout=subprocess.DEVNULL, stderr=theirs)
        os.close(theirs)
        text = b""
        try:
            while chunk := os.read(ours, 4096):
                text += chunk
                if after and after in text:
                    process.send_signal(signal.SIGINT)
        except OSError:  # the last one on the other side has left
            pass
        os.close(ours)
        return text.decode(), process.wait(timeout=30)

    def test_says_what_is_done_and_left_and_wipes_it(self):
        text, status = self.stderr_of("--pause", "2")
        self.assertRegex(text, r"probe: naps: \d+ of 50 done, about [12] s left")
        self.assertTrue(text.endswith("\r\x1b[K"), repr(text))
        self.assertEqual(status, 0)

    def test_short_work_shows_nothing(self):
        self.assertEqual(self.stderr_of("--pause", "0.1"), ("", 0))

    def test_the_prompt_after_ctrl_c_stands_on_a_line_of_its_own(self):
        text, status = self.stderr_of("--pause", "30", after=b" done")
        self.assertTrue(text.endswith("\r\n"), repr(text))
        self.assertEqual(status, -signal.SIGINT)


class Interrupted(WithFakeGnuplot):
    def interrupt(self, number, arguments=(), env=None):
        out = self.folder / "new" / "out"
        process = subprocess.Popen([PROBE, "--out", str(out), *arguments], env=env,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   start_new_session=True)
        while not out.exists():
            time.sleep(0.01)
        time.sleep(0.3)
        os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
        output = process.communicate(timeout=30)
        self.assertEqual(process.returncode, -number)
        self.assertEqual(output, (b"", b""))
        self.assertFalse((self.folder / "new").exists())

    def test_while_it_computes(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            self.interrupt(number, ["--pause", "30"])

    def test_while_it_draws(self):
        slow = self.path_with("exec sleep 3")
        for number in (signal.SIGINT, signal.SIGTERM):
            self.interrupt(number, env=slow)
        time.sleep(0.1)
        self.assertEqual(self.names(), {"tools"})

    def test_next_to_files_of_the_user(self):
        out = self.folder / "new" / "out"
        out.mkdir(parents=True)
        process = subprocess.Popen([PROBE, "--out", str(out), "--pause", "30"])
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        self.assertEqual(self.names(out), set())


if __name__ == "__main__":
    unittest.main()
