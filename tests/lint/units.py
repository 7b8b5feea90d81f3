"""What is compiled: the translation units of the project, as CMake's compile_commands.json lists them.

A check of a unit that has passed need not be made again before the unit, a header that it includes, its
flags or the check itself change: their digest is remembered in a folder of the build.
"""

import hashlib
import json
import os
import re
import shlex
import subprocess
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


@dataclass(frozen=True)
class Unit:
    path: Path
    folder: str
    flags: tuple[str, ...]

    def call(self, compiler: str, *more: str) -> list[str]:
        return [compiler, *self.flags, "-fsyntax-only", *more, str(self.path)]


def flags_of(command: list[str], source: str) -> tuple[str, ...]:
    """The flags of a compile command, without a launcher before the compiler and the two files behind."""
    first = next(i for i, word in enumerate(command) if re.search(r"[+]{2}(-[\d.]+)?$", word))
    written = command.index("-o")
    rest = command[first + 1:written] + command[written + 2:]
    return tuple(word for word in rest if word not in ("-c", source))


def units(database: Path, root: Path) -> list[Unit]:
    """The units below the root; those that a build generates are data."""
    build = database.resolve().parent
    found = []
    for entry in json.loads(database.read_text(encoding="utf-8")):
        path = Path(entry["directory"], entry["file"]).resolve()
        if path.is_relative_to(root.resolve()) and not path.is_relative_to(build):
            found.append(Unit(path, entry["directory"], flags_of(shlex.split(entry["command"]), entry["file"])))
    return found


def with_headers(path: Path, root: Path) -> list[Path]:
    """The file and the project's headers that it includes, at any depth."""
    found, waiting = set(), [path.resolve()]
    while waiting:
        file = waiting.pop()
        if file in found:
            continue
        found.add(file)
        for name in INCLUDE.findall(file.read_text(encoding="utf-8")):
            waiting += [place.resolve() for place in (root / name, file.parent / name) if place.is_file()][:1]
    return sorted(found)


def digest(unit: Unit, root: Path, check: str) -> str:
    """Of all that the result of the check depends on, but for the packages of the machine."""
    mixed = hashlib.sha256(repr((check, unit.flags)).encode())
    for file in with_headers(unit.path, root):
        mixed.update(str(file).encode() + b"\0" + file.read_bytes())
    return mixed.hexdigest()


def check_all(
    chosen: Iterable[Unit], root: Path, memory: Path, check: str, call: Callable[[Unit], list[str]]
) -> list[str]:
    """What the calls say about units that are not good, and nothing about those known to be good."""
    memory.mkdir(parents=True, exist_ok=True)

    def fault(unit: Unit) -> str:
        passed = memory / digest(unit, root, check)
        if passed.exists():
            return ""
        done = subprocess.run(call(unit), cwd=unit.folder, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            passed.touch()
            return ""
        return f"{unit.path.relative_to(root.resolve())}:\n{done.stdout}{done.stderr}"

    with ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        return [said for said in workers.map(fault, chosen) if said]
