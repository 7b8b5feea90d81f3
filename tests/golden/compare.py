"""Compare fresh runs with the golden ones: compare.py FIGURES RUNS CHAPTER...

FIGURES/<chapter>/ holds what is committed, RUNS/<chapter>/ what the program just gave. Numbers may
differ by the tolerance that values.json states for them; everything else may not differ at all.
Each difference is one line on stdout; the exit code says whether there was one.
"""

import csv
import json
import math
import re
import sys
from pathlib import Path

FULL = "full"  # the folder of what --full gives, which full.py compares
EDGES = (" lower", " upper")  # how the columns of a band's edges end
NUMBER = re.compile(r"[-+]?(\d+)(\.\d+)?(e[-+]?\d+)?")


def near(golden, fresh, entry):
    """Whether two numbers are the same by the tolerance of an entry of values.json."""
    if math.isnan(golden) or math.isnan(fresh):
        return math.isnan(golden) and math.isnan(fresh)
    if math.isinf(golden) or math.isinf(fresh):
        return golden == fresh
    return abs(fresh - golden) <= allowed(golden, entry)


def allowed(golden, entry):
    return max(entry["absolute"], entry["relative"] * abs(golden))


def last_digit(text):
    """What one step of the last printed digit is worth: 0.01 for 1.23, 0.001e7 for 4.567e7."""
    _, fraction, exponent = NUMBER.fullmatch(text).groups()
    return 10.0 ** (int((exponent or "e0")[1:]) - (len(fraction) - 1 if fraction else 0))


def compare_names(what, golden, fresh):
    """Yield a line for each name that only one side has."""
    for name in golden:
        if name not in fresh:
            yield f"{what} {name} is golden, but the program no longer gives it"
    for name in fresh:
        if name not in golden:
            yield f"{what} {name} is new, there is no golden one"


def compare_facts(what, golden, fresh, names):
    """Yield a line for each of the named facts of an entry that is not the same."""
    for name in names:
        if golden.get(name) != fresh.get(name):
            yield f"{what}: {name} is {fresh.get(name)!r}, golden {golden.get(name)!r}"


def compare_values(golden, fresh):
    """Yield the differences of two values.json."""
    yield from compare_facts("values.json", golden, fresh, ["chapter"])
    for kind in ("values", "series"):
        yield from compare_names(f"values.json: {kind}", golden[kind], fresh[kind])
    for name, old in golden["values"].items():
        if new := fresh["values"].get(name):
            yield from compare_facts(name, old, new, ["meaning", "relative", "absolute"])
            if not near(old["value"], new["value"], old):
                yield (
                    f"values.json: {name} is {new['value']}, golden {old['value']}"
                    f" ± {allowed(old['value'], old):.1e}"
                )
    for name, old in golden["series"].items():
        if new := fresh["series"].get(name):
            yield from compare_facts(name, old, new, ["kind", "relative", "absolute", "band"])


def same_cell(golden, fresh, entry):
    if golden == fresh:
        return True
    try:
        return near(float(golden), float(fresh), entry)
    except ValueError:  # text, or a number against an empty cell
        return False


def tolerance_of(column, entry):
    """The tolerance of a column: the edges of a band may have one of their own."""
    return entry.get("band", entry) if column.endswith(EDGES) else entry


def compare_series(name, entry, golden, fresh):
    """Yield the first difference of two CSV texts, and how many there are."""
    old, new = (list(csv.reader(text.splitlines())) for text in (golden, fresh))
    if [len(row) for row in old] != [len(row) for row in new]:
        yield f"{name}.csv: the table has another shape than the golden one"
        return
    if old and old[0] != new[0]:
        yield f"{name}.csv: the header is {','.join(new[0])}, golden {','.join(old[0])}"
    wrong = [
        (row, column)
        for row in range(1, len(old))
        for column in range(len(old[row]))
        if not same_cell(old[row][column], new[row][column], tolerance_of(old[0][column], entry))
    ]
    if wrong:
        row, column = wrong[0]
        yield (
            f"{name}.csv: {len(wrong)} cells differ, the first in line {row + 1}: "
            f"{old[0][column]} is {new[row][column] or 'empty'}, golden {old[row][column] or 'empty'}"
        )


def same_line(golden, fresh, values):
    """A line `name number meaning` may differ in its number and in the spaces around it."""
    if golden == fresh:
        return True
    old, new = golden.split(), fresh.split()
    if len(old) < 2 or old[0] not in values or old[:1] + old[2:] != new[:1] + new[2:]:
        return False
    if not NUMBER.fullmatch(old[1]) or not NUMBER.fullmatch(new[1]):
        return False
    entry = values[old[0]]
    if entry["relative"] == entry["absolute"] == 0:
        return False
    slack = allowed(float(old[1]), entry) + 1.001 * last_digit(old[1])
    return abs(float(new[1]) - float(old[1])) <= slack


def compare_output(golden, fresh, values):
    """Yield the first line of two output.txt that differs."""
    old, new = golden.splitlines(), fresh.splitlines()
    for number, (was, now) in enumerate(zip(old, new), start=1):
        if not same_line(was, now, values):
            yield f"output.txt: line {number} is '{now}', golden '{was}'"
            return
    if len(old) != len(new):
        yield f"output.txt: {len(new)} lines, golden {len(old)}"


def compare_chapter(golden, fresh):
    """Yield the differences between two folders of one chapter."""
    if not (fresh / "values.json").is_file():
        yield "there is no fresh run"
        return
    if not golden.is_dir():
        yield "there is no golden run"
        return

    new = json.loads((fresh / "values.json").read_text(encoding="utf-8"))
    wanted = {"output.txt", "values.json"} | {f"{name}.csv" for name in new["series"]}
    for name in sorted(wanted):
        if not (fresh / name).is_file():
            yield f"{name} is missing from the fresh run"
        if not (golden / name).is_file():
            yield f"{name} is missing from the golden files"
    for file in sorted(golden.iterdir()):
        if file.name not in wanted:
            yield f"{file.name} is an orphan: the program does not write it"
    for file in sorted(fresh.glob("*.csv")):
        if file.name not in wanted:
            yield f"{file.name} is an orphan: values.json names no such series"

    def texts(name):
        files = golden / name, fresh / name
        if all(file.is_file() for file in files):
            yield tuple(file.read_text(encoding="utf-8") for file in files)

    old = new
    for was, _ in texts("values.json"):
        old = json.loads(was)
        yield from compare_values(old, new)
    for was, now in texts("output.txt"):
        yield from compare_output(was, now, old["values"])
    for name, entry in old["series"].items():
        for was, now in texts(f"{name}.csv"):
            yield from compare_series(name, entry, was, now)


def compare(figures, runs, chapters):
    """Yield every difference as `chapter: what`."""
    for folder in sorted(path.name for path in figures.iterdir() if path.is_dir()):
        if folder not in [*chapters, FULL]:
            yield f"{folder}: the golden folder is an orphan, there is no such chapter"
    for chapter in chapters:
        for difference in compare_chapter(figures / chapter, runs / chapter):
            yield f"{chapter}: {difference}"


def main():
    figures, runs, *chapters = sys.argv[1:]
    differences = list(compare(Path(figures), Path(runs), chapters))
    for difference in differences:
        print(difference)
    if differences:
        sys.exit("If these changes are wanted: ./tutorial accept, then commit what it rewrote.")
    print(f"{len(chapters)} chapters give what is committed")


if __name__ == "__main__":
    main()
