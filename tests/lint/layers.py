"""Includes go one way: snippets <- chapters/support <- figures <- live <- chapters/NN-slug <- tests.

Within snippets they go one way, too: from group to group in the order of the sections of docs/api.md.

layers.py ROOT prints one line for each include against that order, and for each one that brings
files, terminals or processes into code that must stay pure; the exit code says whether there was one.
"""

import re
import sys
from pathlib import Path, PurePosixPath

LAYERS = ["snippets", "chapters/support", "figures", "live", "chapters", "tests"]
FOLDERS = ["snippets", "figures", "live", "chapters", "tests"]

PURE = re.compile(
    r"snippets/.*"
    r"|chapters/support/(curves|experiments|grid|labeled|numbers|parameters|pictures"
    r"|progress|result|runs|scored_training|small_network|stack)\.hpp"
    r"|figures/(?!chart\.|gnuplot\.|heat_map\.|plot\.|script\.)\w+\.[hc]pp"
    r"|chapters/\d\d-[^/]+/[^/]+\.hpp"
)
IO_HEADERS = set(
    """
    cstdio filesystem fstream iomanip ios iosfwd iostream istream ostream print spanstream sstream
    streambuf strstream syncstream stdio.h unistd.h fcntl.h dlfcn.h
    """.split()
)
IO_PREFIXES = ("sys/", "boost/", "gnuplot", "nlohmann/", "catch2/", "benchmark/")

# Libraries that a single place may speak to.
DOORS = {
    "xtensor": re.compile(r"snippets/core/xtensor\.hpp|live/include/.*"),  # the latter is xtensor-blas in a page
    "gnuplot-iostream": re.compile(r"figures/.*"),
    "catch2/": re.compile(r"tests/catch\.hpp"),
}

SECTION = re.compile(r"^```\{headers\} (\w+)$", re.MULTILINE)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def layer(path):
    """The place of a file in LAYERS; the more particular folder wins."""
    matches = [name for name in LAYERS if PurePosixPath(path).is_relative_to(name)]
    return LAYERS.index(max(matches, key=len)) if matches else None


def chapter(path):
    """The folder of the chapter that a file belongs to."""
    match = re.match(r"chapters/\d\d-[^/]+(?=/)", path)
    return match[0] if match else None


def group(path):
    """The folder of snippets that a file belongs to."""
    match = re.match(r"snippets/(\w+)/", path)
    return match[1] if match else None


def groups(root):
    """The groups of snippets as the page of the library lists them: each knows those before it."""
    return SECTION.findall((root / "docs/api.md").read_text(encoding="utf-8"))


def is_before(included, path, order):
    """May a file of one group of snippets know a file of another?"""
    own, other = group(path), group(included)
    if own is None or other is None:
        return True
    return own in order and other in order[: order.index(own) + 1]


def faults_of_project_include(root, path, included, order):
    if not (root / included).is_file():
        yield f"no such file from the repository's root: {included}"
    elif layer(included) is None or layer(included) > layer(path):
        yield f"against the layers {' <- '.join(LAYERS)}: {included}"
    elif not is_before(included, path, order):
        yield f"against the groups {' <- '.join(order)}: {included}"
    elif chapter(path) and chapter(included) not in (None, chapter(path)):
        yield f"chapters do not know each other: {included}"
    elif PURE.fullmatch(path) and not PURE.fullmatch(included):
        yield f"a pure file includes one that is not: {included}"


def faults_of_system_include(path, included):
    for prefix, door in DOORS.items():
        if included.startswith(prefix) and not door.fullmatch(path):
            yield f"only {door.pattern} may include it: {included}"
            return
    if PURE.fullmatch(path) and (included in IO_HEADERS or included.startswith(IO_PREFIXES)):
        yield f"a pure file does no input or output: {included}"


def faults(root):
    """Yield `file:line: what` for every include that should not be."""
    order = groups(root)
    for file in sorted(file for name in FOLDERS for file in (root / name).rglob("*.[hc]pp")):
        path = file.relative_to(root).as_posix()
        text = file.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            line = text.count("\n", 0, match.start(1)) + 1
            bracket, included = match.groups()
            found = (
                faults_of_project_include(root, path, included, order)
                if bracket == '"'
                else faults_of_system_include(path, included)
            )
            for fault in found:
                yield f"{path}:{line}: {fault}"


if __name__ == "__main__":
    found = list(faults(Path(sys.argv[1])))
    print("\n".join(found) or "All includes go one way")
    sys.exit(bool(found))
