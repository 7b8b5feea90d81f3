"""Every promise of @throws is tested: throws.py ROOT.

A documented function of snippets/ that promises to throw must be named by a row
`{"header.hpp", "function", ...}` of tests/snippets/throws_*_test.cpp, or by its two names in a call
there that makes rows. One line for each promise without a row and for each row without a promise; the
exit code says whether there was one.
"""

import re
import sys
from pathlib import Path

# A block of /// lines, plain comments, and the declaration up to its parameters.
DOCUMENTED = re.compile(
    r"((?:^[ \t]*///[^\n]*\n)+)(?:^[ \t]*//(?!/)[^\n]*\n)*((?:^[ \t]*[^/\s][^\n]*\n){1,4})", re.MULTILINE
)
TEMPLATE = re.compile(r"\A\s*template\s*<[^\n]*>\s*\n")
NAME = re.compile(r"(?<!decltype)(?<!\w)(?!decltype\b)(~?\w+)\s*\(")
ROW = re.compile(r'"(\w+\.hpp)",\s*"(\w+)",')


def promises(text):
    """Yield line and name of each function whose documentation has an @throws."""
    for match in DOCUMENTED.finditer(text):
        documentation, code = match.groups()
        if "@throws" in documentation:
            name = NAME.search(TEMPLATE.sub("", code))
            line = text.count("\n", 0, match.start(2)) + 1
            yield line, name[1] if name else "a function without a name"


def rows(root):
    """(header, function) of all rows."""
    files = (root / "tests/snippets").glob("throws_*_test.cpp")
    return {pair for file in files for pair in ROW.findall(file.read_text(encoding="utf-8"))}


def faults(root):
    tested = rows(root)
    promised = set()
    for file in sorted((root / "snippets").rglob("*.hpp")):
        for line, name in promises(file.read_text(encoding="utf-8")):
            promised.add((file.name, name))
            if (file.name, name) not in tested:
                yield f"{file.relative_to(root).as_posix()}:{line}: {name} promises @throws, and no row tests it"
    for header, name in sorted(tested - promised):
        yield f"tests/snippets: a row for {header}, {name}, which promises no @throws"


if __name__ == "__main__":
    found = list(faults(Path(sys.argv[1])))
    print("\n".join(found) or "Every promise of @throws has a row")
    sys.exit(bool(found))
