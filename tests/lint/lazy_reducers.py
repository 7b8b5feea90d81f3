"""No lazy reducer may stand inside a larger expression: lazy_reducers.py ROOT.

With xtensor 0.24 and 0.25 a reducer such as xt::amax(z, {1}, xt::keep_dims) that is broadcast while
it is still lazy is silently wrong. Store it in a container of its own first, or ask for
xt::evaluation_strategy::immediate. A mean along an axis is an expression already, a sum over a count:
it must be immediate wherever it stands. A lone reducer over all entries, xt::sum(z)(), is no broadcast.
One line for each reducer along an axis that is neither; the exit code says whether there was one.
"""

import re
import sys
from pathlib import Path

FOLDERS = ["snippets", "figures", "chapters"]
REDUCER = re.compile(
    r"\bxt::(?:nan)?(?:sum|mean|prod|amax|amin|variance|stddev|average|median|norm_\w+|minmax)\s*"
    r"(?:<[^<>]*>)?\("
)
MEAN = re.compile(r"mean|variance|stddev|average")
# `const Matrix largest = xt::amax(...);`: the whole of an initialization or an assignment.
STORED = re.compile(r"(?:^|[;{}])\s*(?!(?:const\s+)?auto\b)[\w:<>,& ]+?\s*(?:=|\{|\()\s*$")


def arguments(text, start):
    """The text between the bracket before `start` and its partner, and where that stands."""
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if depth == 0:
            return text[start:at], at
    return text[start:], len(text)


def has_axes(inside):
    """Whether a reducer has more than its operand."""
    depth = 0
    for letter in inside:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            return True
    return False


def without_comments(text):
    return re.sub(r"//[^\n]*", lambda comment: " " * len(comment[0]), text)


def faults_of_text(text):
    """Yield (line number, what is wrong)."""
    text = without_comments(text)
    for match in REDUCER.finditer(text):
        inside, end = arguments(text, match.end())
        if not has_axes(inside) or "immediate" in inside:
            continue
        alone = re.match(r"\)\s*[)}]?\s*;", text[end:])
        stored = alone and STORED.search(text[: match.start()])
        if not stored or MEAN.search(match[0]):
            yield text.count("\n", 0, match.start()) + 1, f"a lazy reducer: {match[0]}{inside})"


def faults(root):
    for file in sorted(file for name in FOLDERS for file in (root / name).rglob("*.[hc]pp")):
        for line, what in faults_of_text(file.read_text(encoding="utf-8")):
            yield f"{file.relative_to(root).as_posix()}:{line}: {what}"


if __name__ == "__main__":
    found = list(faults(Path(sys.argv[1])))
    print("\n".join(found) or "No lazy reducer stands inside an expression")
    sys.exit(bool(found))
