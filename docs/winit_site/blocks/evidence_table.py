"""The evidence of a claim as an HTML table. Pure functions; nothing here knows Sphinx."""

from __future__ import annotations

import math
from html import escape

from winit_site.facts import number_format as numbers
from winit_site.facts.reports import Evidence

SHOWN_ROWS = 5
MOST_DIGITS = 8
RELATIONS = {"below": "below ", "above": "above ", "equal": ""}
ROLES = {"control": "Negative control", "fails": "Fails", "twin": "Twin that succeeds"}
COLUMNS = ("What", "Expected", "Measured", "Verdict")


def expected_and_measured(row: Evidence) -> tuple[str, str]:
    """Both sides of a comparison as HTML, with no more digits than the comparison resolves."""
    expected, measured = row["expected"], row["measured"]
    if not _finite(expected) or not _finite(measured):
        return escape(str(expected)), "not finite"
    if row["relation"] != "near":
        limit = RELATIONS[row["relation"]] + numbers.plain(expected).html
        return limit, numbers.plain(measured).html
    return _near(expected, measured, row["tolerance"])


def _finite(number: object) -> bool:
    return isinstance(number, (int, float)) and math.isfinite(number)


def _near(expected: float, measured: float, tolerance: float) -> tuple[str, str]:
    """Digits down to the second one of the tolerance; past that, the distance itself is shown."""
    if tolerance <= 0:
        return numbers.plain(expected).html, numbers.plain(measured).html
    last_place = numbers.exponent_of(tolerance, 2) - 1
    largest = max(abs(expected), abs(measured), tolerance)
    digits = numbers.exponent_of(largest, 2) - last_place + 1
    bound = numbers.at_most(tolerance, 2).html
    if digits > MOST_DIGITS:
        return _near_exactly(expected, measured, bound)
    if largest < 1e-4 or largest >= 1e6:
        return (f"{numbers.scientific(expected, digits - 1).html} ± {bound}",
                numbers.scientific(measured, digits - 1).html)
    decimals = max(-last_place, 0)
    middle, width, found = (numbers.fixed(number, decimals).html
                            for number in (expected, tolerance, measured))
    return f"{middle} ± {width}", found


def _near_exactly(expected: float, measured: float, bound: str) -> tuple[str, str]:
    shown = numbers.plain(expected).html
    distance = abs(measured - expected)
    if distance == 0:
        return f"{shown} ± {bound}", f"{numbers.plain(measured).html} (no difference)"
    return f"{shown} ± {bound}", f"{shown}, off by {numbers.at_most(distance, 2).html}"


def _verdict(row: Evidence) -> str:
    if row["kind"] == "control":
        return "refuted ✓" if row["passed"] else "not refuted ✗"
    return "holds ✓" if row["passed"] else "fails ✗"


def _what(row: Evidence) -> str:
    text = escape(row["what"])
    if row["kind"] in ROLES:
        text = f'<em>{ROLES[row["kind"]]}:</em> {text}'
    if row["samples"]:
        count = numbers.integer(row["samples"]).html
        alarm = numbers.at_most(row["false_alarm"], 2).html
        text += (f' <small class="claim-statistics">{count} {_samples(row)}, '
                 f"false-alarm rate {alarm}</small>")
    return text


def _samples(row: Evidence) -> str:
    """What was counted; for trained networks also what they were tried with."""
    grid = row.get("training")
    if not grid:
        return "samples"
    return (f'seeds, {grid["rates"]} rates, {grid["budgets"]} budgets, '
            + escape(" and ".join(grid["optimizers"])))


def _row(row: Evidence) -> str:
    expected, measured = expected_and_measured(row)
    data = "".join(f"<td>{cell}</td>" for cell in (expected, measured, _verdict(row)))
    return f'<tr><th scope="row">{_what(row)}</th>{data}</tr>\n'


def _table(rows: list[Evidence]) -> str:
    head = "".join(f'<th scope="col">{label}</th>' for label in COLUMNS)
    body = "".join(map(_row, rows))
    return (f'<table class="claim-evidence">\n<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{body}</tbody>\n</table>\n")


def _shown(rows: list[Evidence]) -> set[int]:
    """Which rows stay in sight: the first ones, and the first control or twin wherever it stands."""
    controls = [index for index, row in enumerate(rows) if row["kind"] in ("control", "twin")][:1]
    others = [index for index in range(len(rows)) if index not in controls]
    return set(others[:SHOWN_ROWS - len(controls)] + controls)


def html(rows: list[Evidence]) -> str:
    """Some rows in sight, the rest folded, so that a long proof does not bury the text."""
    in_sight = _shown(rows)
    shown = [row for index, row in enumerate(rows) if index in in_sight]
    folded = [row for index, row in enumerate(rows) if index not in in_sight]
    text = _table(shown) if shown else ""
    if folded:
        text += (f"<details><summary>{len(folded)} more comparison{'s' * (len(folded) != 1)}</summary>\n"
                 f"{_table(folded)}</details>\n")
    return text
