"""consumers.py ROOT COMPILER: can the library be taken in the three ways that the README shows?

In a folder of its own, from the library's files alone: installed with the README's command, then used by
find_package, by add_subdirectory and by pkg-config. Each compiles main.cpp with warnings that are errors, and
runs it. Nothing else of this project may reach the others: no flag, no target, no header of the tutorial.
Ends with 77 if there is no such compiler here.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

LIBRARY = ["CMakeLists.txt", "CMakePresets.json", "LICENSE", "cmake", "data", "snippets"]
HERE = Path("tests/consumers")
OWN_FLAGS = ["-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"]
# Clang 19 compiles some of xtensor 0.24 with these only.
XTENSOR_FLAGS = ["-fno-relaxed-template-template-args", "-Wno-deprecated-no-relaxed-template-template-args"]
INSTALL, PKG_CONFIG = "cmake --install", "pkg-config"  # in the README's commands
REGION = re.compile(r"^(?:#|//) \[begin consumer\]\n(.*?)^(?:#|//) \[end consumer\]$", re.M | re.S)


class Fault(Exception):
    """The library cannot be taken like this."""


def shown(root, path):
    """The part of a consumer's file that readers are shown."""
    return REGION.search((root / HERE / path).read_text(encoding="utf-8"))[1]


def readme_command(root, word):
    """The command of the README that has this word in it."""
    text = (root / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```$", text, re.M | re.S)
    return next(line.strip() for block in blocks for line in block.splitlines() if word in line)


def readme_commands(root):
    """All that is run here as the README says it."""
    return [readme_command(root, word) for word in (INSTALL, PKG_CONFIG)]


class Place:
    """A folder for one trial: the library's files in winit/, a home where it is installed, and the consumers."""

    def __init__(self, root, folder, compiler):
        self.root, self.folder, self.compiler = root, folder, compiler
        self.library, self.home = folder / "winit", folder / "home"
        self.prefix = self.home / ".local"
        for name in LIBRARY:
            copy = shutil.copytree if (root / name).is_dir() else shutil.copy
            self.library.mkdir(parents=True, exist_ok=True)
            copy(root / name, self.library / name)

    def run(self, command, folder):
        """Run a command line as a reader would, at home in this place. Return what it says."""
        kept = {name: text for name, text in os.environ.items() if name not in ("CXXFLAGS", "LDFLAGS", "CI")}
        found = next(self.prefix.glob("lib*/**/pkgconfig"), "")
        surroundings = kept | {"HOME": str(self.home), "CXX": self.compiler, "LC_ALL": "C",
                               "CMAKE_PREFIX_PATH": str(self.prefix), "PKG_CONFIG_PATH": str(found)}
        done = subprocess.run(["bash", "-c", command], cwd=folder, env=surroundings, capture_output=True, text=True,
                              check=False)
        if done.returncode:
            raise Fault(f"{command}\nends with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def install(self):
        self.home.mkdir()
        self.run(readme_command(self.root, INSTALL), self.library)
        wanted = {path.relative_to(self.library) for path in self.library.glob("snippets/**/*.hpp")}
        headers = self.prefix / "include/winit"
        lost = wanted ^ {path.relative_to(headers) for path in headers.rglob("*") if path.is_file()}
        if lost:
            raise Fault(f"headers that are installed or not, but should not be so: {sorted(map(str, lost))}")

    def consumer(self, name):
        """The folder of a consumer, with what its CMakeLists.txt says is beside it."""
        folder = self.folder / name
        folder.mkdir()
        shutil.copy(self.root / HERE / "main.cpp", folder)
        if (self.root / HERE / name).is_dir():
            shutil.copy(self.root / HERE / name / "CMakeLists.txt", folder)
        if name == "subdirectory":
            (folder / "winit").symlink_to(self.library)
        return folder

    def configure(self, folder):
        """Configure a consumer, and look at what reaches it."""
        (folder / "build/.cmake/api/v1/query").mkdir(parents=True)
        (folder / "build/.cmake/api/v1/query/codemodel-v2").touch()
        self.run("cmake -B build -G Ninja -D CMAKE_EXPORT_COMPILE_COMMANDS=ON", folder)
        found = [*foreign_targets(folder / "build"), *foreign_arguments(folder / "build")]
        if found:
            raise Fault(f"{folder.name}: reaches the consumer: {', '.join(found)}")

    def by_cmake(self, name):
        folder = self.consumer(name)
        self.configure(folder)
        self.run("cmake --build build", folder)
        return self.run("build/layer", folder)

    def by_pkg_config(self):
        folder = self.consumer("pkg-config")
        words = readme_command(self.root, PKG_CONFIG).split(" ", 1)
        assert words[0] == "c++"
        self.run(f"{self.compiler} {shlex.join(OWN_FLAGS)} {words[1]}", folder)
        return self.run("./a.out", folder)


def foreign_targets(build):
    """Targets that the consumer did not make and that are not the library."""
    model = json.loads(next((build / ".cmake/api/v1/reply").glob("codemodel-v2-*.json")).read_text(encoding="utf-8"))
    names = {target["name"] for target in model["configurations"][0]["targets"]}
    return sorted(f"target {name}" for name in names - {"layer", "winit"})


def foreign_arguments(build):
    """Flags of main.cpp that are not the consumer's own, and include folders with more than the library in them."""
    commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    words = iter(shlex.split(next(each["command"] for each in commands if each["file"].endswith("main.cpp"))))
    for word in words:
        if word in ("-o", "-c"):
            next(words)
        elif word == "-isystem" or word.startswith("-I"):
            folder = Path(next(words) if word == "-isystem" else word[2:])
            beside = {path.name for path in folder.iterdir()} - {"snippets"}
            if beside and not folder.is_relative_to("/usr"):
                yield f"headers beside the library: {', '.join(sorted(beside))}"
        elif word.startswith("-") and word not in [*OWN_FLAGS, *XTENSOR_FLAGS, "-std=gnu++20", "-std=c++20"]:
            yield f"flag {word}"


def main(root, compiler):
    if not shutil.which(compiler):
        print(f"{compiler} is not installed: nobody can take the library with it here")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        place = Place(root, Path(folder), compiler)
        try:
            place.install()
            said = [place.by_cmake("installed"), place.by_cmake("subdirectory"), place.by_pkg_config()]
        except Fault as fault:
            print(fault)
            return 1
    print(said[0], end="")
    if len(set(said)) > 1:
        print("The three ways do not give the same:", *said, sep="\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2]))
