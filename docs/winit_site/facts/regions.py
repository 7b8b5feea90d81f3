"""Named regions of C++ files: ``// [begin name]`` … ``// [end name]``; of CMake files, after ``#``.

Nothing here knows Sphinx.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

MARKER = re.compile(r"\s*(?://|#) \[(begin|end) ([a-z][a-z0-9_]*)\]\s*")
LOOKS_LIKE_MARKER = re.compile(r"//[/!<]*\s*\[\s*(begin|end)\b")
TAUGHT_FILES = ("snippets/**/*.hpp", "chapters/*/*.hpp", "chapters/*/*.cpp")


@dataclass(frozen=True)
class Region:
    """A piece of a file. ``line`` is the file's line (from 1) of the first line of ``code``."""

    name: str
    path: str
    line: int
    code: str


@dataclass(frozen=True)
class Regions:
    """The regions of a file or of the whole book, and what is wrong with their markers."""

    by_name: dict[str, Region]
    faults: tuple[str, ...]


def _code(lines: list[str]) -> str:
    """Lines without the markers of inner regions, moved to the left margin."""
    kept = [line for line in lines if not MARKER.fullmatch(line)]
    return textwrap.dedent("\n".join(kept)).strip("\n")


def parse(text: str, path: str) -> Regions:
    """Every region of one file. Regions may nest."""
    lines = text.splitlines()
    opened: dict[str, int] = {}
    found: dict[str, Region] = {}
    faults: list[str] = []
    for index, line in enumerate(lines):
        match = MARKER.fullmatch(line)
        if not match:
            if LOOKS_LIKE_MARKER.search(line):
                faults.append(f"{path}:{index + 1}: write a marker as // [begin snake_case_name] "
                              "or // [end snake_case_name], alone on its line")
            continue
        kind, name = match.groups()
        if kind == "begin" and (name in opened or name in found):
            faults.append(f'{path}:{index + 1}: duplicate region name "{name}"')
        elif kind == "begin":
            opened[name] = index + 1
        elif name not in opened:
            faults.append(f'{path}:{index + 1}: region "{name}" ends but does not begin')
        else:
            start = opened.pop(name)
            found[name] = Region(name, path, start + 1, _code(lines[start:index]))
    faults += [f'{path}:{line}: region "{name}" begins but does not end'
               for name, line in opened.items()]
    return Regions(found, tuple(faults))


@lru_cache(maxsize=512)
def _parsed(file: Path, path: str, modified: int) -> Regions:
    return parse(file.read_text(encoding="utf-8"), path)


def of_file(root: Path, path: str) -> Regions:
    """The regions of one file of the repository. Raises OSError if it cannot be read."""
    file = root / path
    return _parsed(file, path, file.stat().st_mtime_ns)


def of_book(root: Path) -> Regions:
    """The regions of all taught files; a name is used once in the whole repository."""
    found: dict[str, Region] = {}
    faults: list[str] = []
    for pattern in TAUGHT_FILES:
        for file in sorted(root.glob(pattern)):
            of_this = of_file(root, file.relative_to(root).as_posix())
            faults += of_this.faults
            for name, region in of_this.by_name.items():
                if name in found:
                    faults.append(f'{region.path}:{region.line - 1}: duplicate region name '
                                  f'"{name}", also in {found[name].path}')
                found.setdefault(name, region)
    return Regions(found, tuple(faults))
