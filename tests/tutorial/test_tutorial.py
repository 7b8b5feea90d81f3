"""The command line of ./tutorial: right calls, wrong calls, and machines that lack something.

Each test works on a copy of the script in a folder of its own, with stand-ins for the programs
that would build, install or need the network.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

CMAKE = """
if [ "$1" = --version ]; then echo "cmake version ${CMAKE_SAYS:-3.25.1}"; exit; fi
echo "cmake $*" >>"$CALLS"
"""
DPKG_QUERY = 'cat "$PACKAGES"'
APT_GET = """
echo "apt-get $*" >>"$CALLS"
for package; do echo "installed $package" >>"$PACKAGES"; done
"""
BROKEN_APT_GET = 'echo "apt-get $*" >>"$CALLS"; echo "E: Unable to fetch some archives" >&2; exit 100'
PROGRAM_WITH_FULL = """
if [ "$1" = --help ]; then echo "  --full   larger"; exit; fi
[ "$1 $2 $3" = "--full --no-figures --out" ] || exit 1
echo "{}" >"$4/values.json"
echo "${OPENBLAS_CORETYPE:-best kernels}"
"""


class Tutorial(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name, "book")
        self.programs = Path(folder.name, "programs")
        for path in (self.root / "cmake", self.programs):
            path.mkdir(parents=True)
        for slug in ("01-zero-trap", "06-he"):
            (self.root / "chapters" / slug).mkdir(parents=True)
        (self.root / "figures").mkdir()
        shutil.copy(REPOSITORY / "tutorial", self.root)
        (self.root / "cmake/packages.txt").write_text(
            "# a comment\n\nlibfirst-dev - arrays\nnew-name|old-name - renamed\ng++ c++ compiler\n"
        )
        self.calls = Path(folder.name, "calls")
        self.calls.touch()
        self.packages = Path(folder.name, "packages")
        self.packages.write_text("installed libfirst-dev\ninstalled old-name\n")
        self.program("cmake", CMAKE)
        self.program("ctest", 'echo "ctest $*" >>"$CALLS"; exit 8')
        self.program("dpkg-query", DPKG_QUERY)
        self.program("apt-get", APT_GET)
        self.program("apt-cache", '[ "$2" != old-name ]')
        self.program("sudo", 'exec "$@"')
        self.program("c++", "")

    def program(self, name, body, folder=None):
        file = (folder or self.programs) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{body}\n")
        file.chmod(0o755)

    def tutorial(self, *arguments, cwd=None, **environment):
        kept = {name: value for name, value in os.environ.items() if name != "CXX"}
        kept |= {
            "PATH": f"{self.programs}:{os.environ['PATH']}",
            "CALLS": str(self.calls),
            "PACKAGES": str(self.packages),
        }
        return subprocess.run(
            [self.root / "tutorial", *arguments],
            cwd=cwd, env=kept | environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip

    def called(self):
        return self.calls.read_text()

    def refused(self, arguments, *words):
        """The call ends with 2; stderr names what was wrong, then the usage; nothing was done."""
        done = self.tutorial(*arguments.split())
        self.assertEqual(done.returncode, 2, done)
        self.assertEqual(done.stdout, "")
        first, second, *_ = done.stderr.splitlines()
        self.assertTrue(first.startswith("tutorial: "), first)
        self.assertTrue(second.startswith("usage: ./tutorial"), second)
        for word in words:
            self.assertIn(word, first)
        self.assertEqual(self.called(), "")

    def failed(self, done, *words):
        """The call ends with 1, and the last line on stderr says why."""
        self.assertEqual(done.returncode, 1, done)
        last = done.stderr.splitlines()[-1]
        self.assertTrue(last.startswith("tutorial: "), done.stderr)
        for word in words:
            self.assertIn(word, last)

    def finish_run(self, chapter, **files):
        """A run of a chapter as the build would leave it."""
        run = self.root / "build/run" / chapter
        run.mkdir(parents=True)
        for name, text in ({"output.txt": "text\n", "values.json": "{}\n"} | files).items():
            (run / name).write_text(text)


class WrongCalls(Tutorial):
    def test_no_call(self):
        self.refused("")

    def test_unknown_call(self):
        self.refused("sight", "unknown call 'sight'")
        self.refused("--help", "unknown call '--help'")

    def test_run_without_chapter(self):
        self.refused("run", "01-zero-trap 06-he")

    def test_run_of_a_chapter_that_does_not_exist(self):
        for chapter in ("99", "0", "-1", "six", "06-xavier", "006"):
            self.refused(f"run {chapter}", f"no chapter '{chapter}'", "01-zero-trap 06-he")

    def test_bench_of_what_does_not_exist(self):
        self.refused("bench page", "'page'")
        self.refused("bench site 99", "'99'")
        self.refused("bench site 6 7", "'6 7'")
        self.refused("bench peers 6", "'6'")
        self.refused("bench peers --fast", "'--fast'")

    def test_accept_of_a_chapter_that_does_not_exist(self):
        self.refused("accept 99", "no chapter '99'", "01-zero-trap 06-he")
        self.refused("accept full 99", "no chapter '99'", "01-zero-trap 06-he")

    def test_ports(self):
        for port in ("web", "0", "80", "-8000", "65536", "080000", "8000.5"):
            self.refused(f"serve {port}", f"got '{port}'", "1024 to 65535")

    def test_presets(self):
        self.refused("test --preset fast", "default", "sanitize", "fast")
        self.refused("test --preset", "--preset")
        self.refused("test 6", "'6'")

    def test_too_many_arguments(self):
        for call in ("site 6", "setup now", "bench 6", "help me", "accept 1 6", "accept full 1 6", "serve 8000 8001"):
            self.refused(call, call.split()[-1])


class RightCalls(Tutorial):
    def test_help(self):
        done = self.tutorial("help")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for call in ("site", "test", "run N", "serve", "accept", "bench", "setup", "help"):
            self.assertIn(f"\n  {call}", done.stdout)

    def test_run_hands_everything_to_the_program(self):
        self.program("06-he", 'pwd; printf "<%s>" "$@"; exit 3', self.root / "build/bin")
        here = self.root / "chapters"
        for name in ("6", "06", "06-he"):
            done = self.tutorial("run", name, "--out", "my folder", "--depth", "50", cwd=here)
            self.assertEqual(done.stdout, f"{here}\n<--out><my folder><--depth><50>")
            self.assertEqual(done.returncode, 3)
        self.assertIn("--target 06-he", self.called())

    def test_site_says_where_it_is(self):
        done = self.tutorial("site")
        self.assertEqual(done.returncode, 0, done)
        self.assertIn("build/site/index.html", done.stdout)
        self.assertIn("./tutorial serve", done.stdout)

    def test_test_ends_like_ctest(self):
        self.assertEqual(self.tutorial("test").returncode, 8)
        self.assertIn("ctest --preset default", self.called())
        self.assertIn("--target site", self.called())

    def test_the_sanitizers_do_not_build_the_site(self):
        self.assertEqual(self.tutorial("test", "--preset", "sanitize").returncode, 8)
        self.assertIn("ctest --preset sanitize", self.called())
        self.assertNotIn("--target site", self.called())

    def test_bench_without_benchmarks(self):
        self.failed(self.tutorial("bench"), "no benchmarks")

    def peers(self, python):
        """./tutorial bench peers where there is a benchmark program, and a python3 that does this."""
        self.program("cmake", CMAKE + 'case $* in *help*) echo "bench: phony" ;; esac')
        script = (self.root / "tutorial").read_text()
        (self.root / "tutorial").write_text(script.replace("/usr/bin/python3", str(self.programs / "debian-python")))
        self.program("python3", "exit 1")
        self.program("debian-python", python)
        with (self.root / "cmake/packages.txt").open("a") as packages:
            packages.write("libtorch - peers: to compare with\nbrowser - tests: looks at the site\n")
        return self.tutorial("bench", "peers")

    def test_bench_peers_installs_what_it_alone_wants_and_runs(self):
        done = self.peers('[ "$1" = -c ] || printf "<%s>" "$@"')
        self.assertEqual(done.returncode, 0, done)
        words = ("tests/bench/peers.py", self.root / "build/bin/bench", self.root / "build/peers.json")
        self.assertTrue(done.stdout.endswith("".join(f"<{word}>" for word in words)), done)
        self.assertIn("install -y --no-install-recommends libtorch\n", self.called())
        self.assertIn("--target bench", self.called())

    def test_bench_peers_where_pytorch_cannot_be_loaded(self):
        done = self.peers("exit 1")
        self.failed(done, "PyTorch and NumPy are not on this machine")
        self.assertEqual(done.stderr.count("\n"), 1)
        self.assertNotIn("--target bench", self.called())

    def test_bench_peers_without_network(self):
        self.program("apt-get", BROKEN_APT_GET)
        self.failed(self.peers("exit 1"), "could not install", "Unable to fetch some archives")

    def test_serve_without_site(self):
        self.failed(self.tutorial("serve"), "not built", "./tutorial site")

    def test_serve_on_a_port_that_is_taken(self):
        (self.root / "build/site").mkdir(parents=True)
        (self.root / "build/site/index.html").touch()
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            self.failed(self.tutorial("serve", port), f"port {port} is taken")

    def test_accept(self):
        self.finish_run("06-he", **{"new.csv": "x\n", "kept.csv": "x\n", "drawing.svg": "<svg/>\n"})
        golden = self.root / "figures/06-he"
        golden.mkdir()
        for name, text in {"output.txt": "old\n", "kept.csv": "x\n", "orphan.csv": "x\n"}.items():
            (golden / name).write_text(text)
        done = self.tutorial("accept", "6")
        self.assertEqual(done.returncode, 0, done)
        self.assertEqual(
            {file.name: file.read_text() for file in golden.iterdir()},
            {"output.txt": "text\n", "values.json": "{}\n", "kept.csv": "x\n", "new.csv": "x\n"},
        )
        for line in ("changed output.txt", "added new.csv", "added values.json", "removed orphan.csv"):
            self.assertIn(line, done.stdout)
        self.assertEqual([path.name for path in (self.root / "figures").iterdir()], ["06-he"])
        self.assertEqual(self.tutorial("accept", "6").stdout, "06-he: nothing changed\n")

    def test_accept_of_all_chapters(self):
        self.finish_run("01-zero-trap")
        self.finish_run("06-he")
        self.assertEqual(self.tutorial("accept").returncode, 0)
        self.assertTrue((self.root / "figures/01-zero-trap/values.json").is_file())
        self.assertTrue((self.root / "figures/06-he/values.json").is_file())

    def test_accept_of_what_full_gives(self):
        self.program("01-zero-trap", '[ "$1" = --help ] && echo "  --quick"', self.root / "build/bin")
        self.program("06-he", PROGRAM_WITH_FULL, self.root / "build/bin")
        for call in (["accept", "full"], ["accept", "full", "6"]):
            done = self.tutorial(*call, OPENBLAS_CORETYPE="Prescott")
            self.assertEqual(done.returncode, 0, done)
            files = {file.name: file.read_text() for file in (self.root / "figures/full/06-he").iterdir()}
            self.assertEqual(files, {"output.txt": "best kernels\n", "values.json": "{}\n"})
        self.assertEqual(done.stdout, "06-he: nothing changed\n")
        self.assertEqual([path.name for path in (self.root / "figures").iterdir()], ["full"])
        self.assertEqual([path.name for path in (self.root / "figures/full").iterdir()], ["06-he"])

    def test_nothing_is_accepted_from_a_full_run_that_dies(self):
        self.program("06-he", PROGRAM_WITH_FULL + "exit 3", self.root / "build/bin")
        self.assertEqual(self.tutorial("accept", "full", "6").returncode, 3)
        self.assertEqual(list((self.root / "figures").iterdir()), [])


class Setup(Tutorial):
    def test_a_machine_that_has_everything(self):
        done = self.tutorial("setup")
        self.assertEqual((done.returncode, done.stdout), (0, "All packages are there\n"))
        self.assertNotIn("apt-get", self.called())

    def test_a_missing_package_is_named_and_installed(self):
        self.packages.write_text("installed old-name\nconfig-files libfirst-dev\n")
        done = self.tutorial("setup")
        self.assertEqual(done.returncode, 0, done)
        self.assertIn("Installing libfirst-dev and", done.stdout)
        self.assertIn("install -y --no-install-recommends libfirst-dev\n", self.called())

    def test_what_only_the_tests_need(self):
        with (self.root / "cmake/packages.txt").open("a") as packages:
            packages.write("browser - tests: looks at the site\nlibtorch - peers: to compare with\n")
        self.assertEqual(self.tutorial("site").returncode, 0)
        self.assertEqual(self.tutorial("test", "--preset", "sanitize").returncode, 8)
        self.assertNotIn("apt-get", self.called())
        self.assertEqual(self.tutorial("test").returncode, 8)
        self.assertIn("install -y --no-install-recommends browser\n", self.called())

    def want_live(self):
        with (self.root / "cmake/packages.txt").open("a") as packages:
            packages.write("compiler - live: for the page\nlinker - live: likewise\n")

    def test_what_live_figures_need_comes_along(self):
        self.want_live()
        self.packages.write_text("installed old-name\n")
        self.assertEqual(self.tutorial("site").returncode, 0)
        self.assertIn("install -y --no-install-recommends libfirst-dev compiler linker\n", self.called())

    def test_a_debian_without_live_packages_builds_the_site(self):
        self.want_live()
        self.program("apt-cache", '[ "$2" != linker ] && [ "$2" != compiler ]')
        self.packages.write_text("installed old-name\n")
        done = self.tutorial("site")
        self.assertEqual(done.returncode, 0, done)
        self.assertIn("install -y --no-install-recommends libfirst-dev\n", self.called())
        self.assertIn("--target site", self.called())

    def test_nothing_to_install_but_unknown_live_packages(self):
        self.want_live()
        self.program("apt-cache", "false")
        self.assertEqual(self.tutorial("site").returncode, 0)
        self.assertNotIn("apt-get -q install", self.called())
        self.assertIn("--target site", self.called())

    def lock(self, text):
        folder = self.root / "tests/site"
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            (folder / name).write_text(text)

    def test_npm_packages_are_installed_when_their_list_changes(self):
        self.program("npm", 'echo "npm $*" >>"$CALLS"')
        for text, calls in (("{}", 1), ("{}", 1), ('{"new": 1}', 2)):
            self.lock(text)
            self.tutorial("test")
            self.assertEqual(self.called().count("npm ci --ignore-scripts"), calls)
        self.assertEqual((self.root / "build/npm/site/package-lock.json").read_text(), text)

    def test_no_network_for_npm(self):
        self.lock("{}")
        self.program("npm", "echo no answer; exit 1")
        done = self.tutorial("test")
        self.assertEqual(done.returncode, 8, done)
        self.assertIn("no answer", done.stderr)
        self.assertIn("tests of the site will fail", done.stderr)
        self.assertFalse((self.root / "build/npm/site").exists())

    def test_the_name_that_this_release_knows(self):
        self.packages.write_text("installed libfirst-dev\n")
        self.assertEqual(self.tutorial("setup").returncode, 0)
        self.assertIn("--no-install-recommends new-name\n", self.called())

    def test_no_network(self):
        self.packages.write_text("")
        self.program("apt-get", BROKEN_APT_GET)
        done = self.tutorial("site")
        self.failed(done, "could not install", "Unable to fetch some archives")
        self.assertEqual(done.stderr.count("\n"), 1)
        self.assertNotIn("cmake", self.called())

    def test_an_old_cmake(self):
        self.failed(self.tutorial("setup", CMAKE_SAYS="3.18.4"), "3.18.4", "3.25")
        self.assertEqual(self.tutorial("setup", CMAKE_SAYS="3.31.6").returncode, 0)
        self.assertEqual(self.tutorial("setup", CMAKE_SAYS="4.0.0").returncode, 0)

    def test_a_compiler_that_is_not_there(self):
        self.failed(self.tutorial("site", CXX="no-such-compiler"), "no-such-compiler")


class ElsewhereThanDebian(Tutorial):
    """No apt and no dpkg: only what the script itself needs is in the path."""

    def setUp(self):
        super().setUp()
        for name in ("apt-get", "apt-cache", "dpkg-query", "sudo"):
            (self.programs / name).unlink()
        for name in ("bash", "sh", "env", "cat", "dirname", "readlink", "sed", "sort", "nproc"):
            (self.programs / name).symlink_to(shutil.which(name))

    def test_commands_that_are_there(self):
        done = self.tutorial("setup", PATH=str(self.programs))
        self.assertEqual(done.returncode, 0, done)
        self.assertIn("cmake/packages.txt", done.stdout)

    def test_commands_that_are_missing(self):
        (self.programs / "c++").unlink()
        done = self.tutorial("setup", PATH=str(self.programs))
        self.failed(done, "cmake/packages.txt")
        self.assertIn("g++", done.stderr)
        self.assertIn("by hand", done.stderr)


if __name__ == "__main__":
    unittest.main()
