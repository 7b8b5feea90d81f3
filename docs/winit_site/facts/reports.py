"""What the claim tests reported (build/claims/*.json), and what is wrong with it.

Nothing here knows Sphinx.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterator

Test = dict[str, Any]
Evidence = dict[str, Any]


def load(folder: Path) -> tuple[dict[str, list[Test]], list[str]]:
    """Claim id -> the tests that carry it, from every report of the folder; and broken reports."""
    by_claim: dict[str, list[Test]] = {}
    broken: list[str] = []
    for file in sorted(folder.glob("*.json")):
        try:
            tests = json.loads(file.read_text(encoding="utf-8"))["tests"]
        except (ValueError, KeyError):
            broken.append(f"{file.name} is not a claims report: run its tests again")
            continue
        for test in tests:
            test["file"] = test["file"].removeprefix("../")  # what some compiler launchers put first
            for claim in test["claims"]:
                by_claim.setdefault(claim, []).append(test)
    return by_claim, broken


def evidence(tests: list[Test], *kinds: str) -> list[Evidence]:
    """The rows of these kinds: ``holds``, ``fails``, ``twin``, ``control``."""
    return [row for test in tests for row in test["evidence"] if row["kind"] in kinds]


# How strong a proof is, by what its rows compare.
KINDS = {
    "identity": "two computations agree to the last bit, or to rounding",
    "closed form": "a computed number lies within a stated distance of a formula",
    "limit": "a computed number lies beyond a stated limit",
    "statistic": "random draws agree with a formula; the sample size and the rate of false alarms are stated",
    "training grid": "networks trained with several seeds, rates, budgets and optimizers",
    "recorded fact": "something that was looked up, not computed",
}
ROUNDING = 1e-9


def kind(row: Evidence) -> str:
    """One of KINDS."""
    if row.get("recorded"):
        return "recorded fact"
    if row.get("training"):
        return "training grid"
    if row["samples"]:
        return "statistic"
    if row["relation"] == "equal":
        return "identity"
    if row["relation"] != "near":
        return "limit"
    size = max(1.0, abs(row["expected"] or 0.0))
    return "identity" if row["tolerance"] <= ROUNDING * size else "closed form"


def kinds(tests: list[Test]) -> list[str]:
    """The kinds of what holds or fails, in the order of KINDS."""
    found = {kind(row) for row in evidence(tests, "holds", "fails")}
    return [name for name in KINDS if name in found]


def holds(tests: list[Test]) -> bool:
    """All tests passed, with all they measured."""
    return bool(tests) and not any(faults("", tests))


def faults(claim: str, tests: list[Test]) -> Iterator[str]:
    """Why the tests do not prove the claim, one line each."""
    if not tests:
        yield f'claim "{claim}": no test carries [claim:{claim}]'
        return
    for test in tests:
        yield from _faults_of_test(claim, test)
    checks = evidence(tests, "holds", "fails")
    controls = evidence(tests, "control", "twin")
    if not checks:
        yield f'claim "{claim}": its tests measure nothing; call holds()'
    if any(row["samples"] for row in checks) and not controls:
        yield (f'claim "{claim}": statistical evidence without a negative control; '
               "feed a wrong formula to control()")


def _faults_of_test(claim: str, test: Test) -> Iterator[str]:
    where = f'{test["file"]}:{test["line"]}'
    failed = [row for row in test["evidence"] if not row["passed"]]
    for row in failed:
        if row["kind"] == "control":
            yield f'claim "{claim}": negative control passes: "{row["what"]}" ({where})'
        else:
            yield f'claim "{claim}" fails: "{row["what"]}" measured {row["measured"]} ({where})'
    if not test["passed"] and not failed:
        yield f'claim "{claim}" fails: its test "{test["name"]}" ({where})'
