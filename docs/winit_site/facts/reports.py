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
