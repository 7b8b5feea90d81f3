"""Every claim has tests that passed and prove it; every test that names a claim has its sentence."""

from __future__ import annotations

import re
from typing import Any, Iterator

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from winit_site import common, tracked
from winit_site.blocks.claims import Made, Tested
from winit_site.facts import reports


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Runs in every build: the reports may be new where the pages are not."""
    tested, broken = reports.load(common.claims_dir(env))
    for message in broken:
        common.refuse(message, None)
    for message, location in faults(env, tested):
        common.refuse(message, location)


def faults(env: BuildEnvironment, tested: Tested) -> Iterator[tuple[str, Any]]:
    """Messages, each with the place of the page that it is about."""
    seen: dict[str, str] = {}
    for page, made in sorted(tracked.store(env, "claims").items()):
        for claim in made:
            where = (page, claim.line)
            if claim.claim in seen:
                yield f'duplicate claim "{claim.claim}", also on {seen[claim.claim]}', where
            seen.setdefault(claim.claim, page)
            tests = tested.get(claim.claim, [])
            for fault in (*reports.faults(claim.claim, tests), *faults_of_sentence(claim, tests)):
                yield fault, where
    for page, used in sorted(tracked.store(env, "claim_refs").items()):
        for claim, line in used:
            if claim not in seen:
                yield f'unknown claim "{claim}"; ' + common.close_names(claim, seen), (page, line)
    for claim in sorted(tested.keys() - seen.keys()):
        test = tested[claim][0]
        yield (f'test "{test["name"]}" ({test["file"]}:{test["line"]}) proves claim "{claim}", '
               "but no page makes it; " + common.close_names(claim, seen)), None


# Words of a sentence that says that something fails.
SAYS_FAILURE = re.compile(
    r"\b(?:fails?|never learns?|never trains?|learns? nothing|(?:do|does|did) not (?:learn|train)|"
    r"stays? at (?:chance|the class priors))\b", re.IGNORECASE)


def faults_of_sentence(made: Made, tests: list[reports.Test]) -> Iterator[str]:
    """What the sentence says and the tests did not measure."""
    shown = [row["what"].casefold() for test in tests for row in test["evidence"]]
    for part in made.parts:
        if not any(part.casefold() in what for what in shown):
            yield (f'claim "{made.claim}": no measurement says "{part}", which its sentence names as a '
                   "part; measured are: " + "; ".join(shown))
    if ";" in made.sentence and not made.parts:
        yield (f'claim "{made.claim}" has two halves: name what is measured in each, '
               "as {part}`words of a row`")
    failure = SAYS_FAILURE.search(made.sentence)
    if tests and failure and not reports.evidence(tests, "fails"):
        yield (f'claim "{made.claim}" says "{failure[0]}": its test must show that with fails(), and '
               "with twin() that the same succeeds where only the blamed thing is changed")


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("env-updated", check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
