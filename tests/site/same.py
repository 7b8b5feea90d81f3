"""A clean build of the site, in another folder and another process, gives the same bytes: same.py ROOT BUILD."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# A commit without a change of the book does not build it again; .buildinfo depends on it as well, and
# newer Sphinx keeps the one before.
COMMIT = re.compile(rb"commit <code>[0-9a-f]*</code>")
INPUTS = ("run", "claims", "doxygen", "live")


def files_of(folder):
    """Relative path -> content."""
    return {path.relative_to(folder).as_posix(): COMMIT.sub(b"", path.read_bytes())
            for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".buildinfo")}


def faults(first, second, places):
    """What differs between two sites, and which files name a place on this machine."""
    for name in sorted(first.keys() | second.keys()):
        if name not in first or name not in second:
            yield f"{name} is in one site only"
        elif first[name] != second[name]:
            yield f"{name} differs: {difference(first[name], second[name])}"
        for place in places:
            # "build/book" does not name the folder /book.
            if re.search(rb"(?<![\w.-])" + re.escape(place), first.get(name, b"")):
                yield f"{name} names {place.decode()}"


def difference(one, other):
    at = next((n for n, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    return f"{one[max(at - 40, 0):at + 40]!r} and {other[max(at - 40, 0):at + 40]!r}"


def self_test():
    """The comparison sees what it must."""
    same = {"a.html": b"one", "b.html": b"two"}
    assert not list(faults(same, dict(same), [b"/nowhere"]))
    for other in ({"a.html": b"one"}, {"a.html": b"one", "b.html": b"two at 10:42"}):
        assert list(faults(same, other, []))
    for text, found in ((b"see /some/book/x", 1), (b"build/some/book", 0), (b"'/some/book'", 1)):
        assert len(list(faults({"a.html": text}, {"a.html": text}, [b"/some/book"]))) == found


def main():
    root, build = (Path(argument).resolve() for argument in sys.argv[1:3])
    self_test()
    with tempfile.TemporaryDirectory(prefix="winit-another-place-") as place:
        for name in INPUTS:
            (Path(place) / name).symlink_to(build / name)
        subprocess.run([sys.executable, "-B", root / "docs/build.py", root, place], check=True,
                       env={**os.environ, "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"})
        found = list(faults(files_of(build / "site"), files_of(Path(place) / "site"),
                            [str(root).encode(), place.encode()]))
    for fault in found[:20]:
        print(fault)
    print(f"{len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
