"""Every claim has tests that passed and prove it; every test that names a claim has its sentence."""

from __future__ import annotations

from typing import Any, Iterator

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from winit_site import common, tracked
from winit_site.blocks.claims import Tested
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
        for claim, line, _ in made:
            if claim in seen:
                yield f'duplicate claim "{claim}", also on {seen[claim]}', (page, line)
            seen.setdefault(claim, page)
            for fault in reports.faults(claim, tested.get(claim, [])):
                yield fault, (page, line)
    for page, used in sorted(tracked.store(env, "claim_refs").items()):
        for claim, line in used:
            if claim not in seen:
                yield f'unknown claim "{claim}"; ' + common.close_names(claim, seen), (page, line)
    for claim in sorted(tested.keys() - seen.keys()):
        test = tested[claim][0]
        yield (f'test "{test["name"]}" ({test["file"]}:{test["line"]}) proves claim "{claim}", '
               "but no page makes it; " + common.close_names(claim, seen)), None


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("env-updated", check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
