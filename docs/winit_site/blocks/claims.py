"""Claims: a sentence on a page, proven by the tests that carry its id.

``claim`` holds the sentence, ``claim-ref`` links to it. Pages record what they claim; reports are read
and set into the pages when these are written, so a new report refreshes every page that shows it.
The gate is gates/proofs.py.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import ReferenceRole, SphinxDirective
from sphinx.util.osutil import relative_uri

from winit_site import common, source_links, tracked
from winit_site.blocks import evidence_table
from winit_site.facts import reports

Tested = dict[str, list[reports.Test]]  # claim id -> its tests
KINDS_PAGE = "claims"
CLAIM_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class claim_box(nodes.General, nodes.Element):
    """A claim: the sentence, then what its tests measured."""


class claim_part(nodes.Inline, nodes.TextElement):
    """Words of a claim that a row of its evidence measures; ``row`` is what that row says."""


class claim_reference(nodes.Inline, nodes.TextElement):
    """A link to a claim, with its verdict."""


class Made(NamedTuple):
    """A claim as a page makes it."""

    claim: str
    line: int
    markup: str  # changes with whatever a reader sees
    sentence: str
    parts: tuple[str, ...]  # what its measured parts ask of the evidence


def anchor(claim: str) -> str:
    return f"claim-{claim}"


class Claim(SphinxDirective):
    """A sentence that a test proves. The argument is its id, and the test has the tag `[claim:id]`.

    The page shows the verdict and what the test measured.
    """

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        claim = self.arguments[0]
        if not CLAIM_ID.fullmatch(claim):
            common.refuse(f'claim id "{claim}": use small letters, digits and hyphens',
                          self.get_location())
        self.assert_has_content()
        box = claim_box("", claim=claim, ids=[anchor(claim)])
        self.set_source_info(box)
        self.state.nested_parse(self.content, self.content_offset, box)
        made = tracked.store(self.env, "claims").setdefault(self.env.docname, [])
        made.append(Made(claim, self.lineno, box.pformat(), " ".join(box.astext().split()),
                         tuple(part["row"] for part in box.findall(claim_part))))
        return [box]


class Part(ReferenceRole):
    """Words of a claim's sentence that are measured by themselves; only a `claim` may hold them.

    A row of the evidence must say the same words, or those of `words <other words>`. A sentence of
    two halves names the parts of both, so that neither goes untested.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        node = claim_part("", self.title, row=self.target)
        self.set_source_info(node)
        return [node], []


class ClaimRef(ReferenceRole):
    """A link to a claim, with its verdict; with words of your own, as `words <id>`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        text = self.title if self.has_explicit_title else ""
        _, line = self.get_source_info()
        used = tracked.store(self.env, "claim_refs").setdefault(self.env.docname, [])
        used.append((self.target, line))
        return [claim_reference("", text, claim=self.target)], []


# What pages show of the claims.


def homes(env: BuildEnvironment) -> dict[str, str]:
    """Claim -> the page that makes it."""
    return {claim: page for page, made in sorted(tracked.store(env, "claims").items())
            for claim, *_ in made}


def shows_all(env: BuildEnvironment) -> None:
    """Say that the page now read shows claims that it does not name."""
    tracked.store(env, "shows_all_claims")[env.docname] = True


def shown(env: BuildEnvironment) -> dict[str, Any]:
    """Page -> sentence, home and evidence of each claim that it shows."""
    tested, _ = reports.load(common.claims_dir(env))
    claims = {made.claim: tracked.digest([page, env.titles[page].astext(), made.markup,
                                          tested.get(made.claim)])
              for page, claims_made in sorted(tracked.store(env, "claims").items())
              for made in claims_made}
    pages: dict[str, Any] = {}
    for name in ("claims", "claim_refs"):
        for page, used in tracked.store(env, name).items():
            pages.setdefault(page, {}).update((claim, claims.get(claim)) for claim, *_ in used)
    return pages | dict.fromkeys(tracked.store(env, "shows_all_claims"), claims)


# Setting the reports into a page about to be written.


class Proofs:
    """The claims as the page that is now written shows them."""

    def __init__(self, app: Sphinx) -> None:
        self.app, self.env = app, app.env
        self.tested, _ = reports.load(common.claims_dir(app.env))

    def tests(self, claim: str) -> list[reports.Test]:
        return self.tested.get(claim, [])

    def link(self, claim: str, text: str = "") -> nodes.reference:
        text = text or claim.replace("-", " ")
        mark = "✓" if reports.holds(self.tests(claim)) else "✗"
        return nodes.reference("", f"{mark} {text}", internal=True, refuri=self._uri(claim),
                               classes=["claim-ref"])

    def _uri(self, claim: str) -> str:
        builder = self.app.builder
        page = homes(self.env).get(claim, self.env.docname)
        there = builder.get_target_uri(page) if page != self.env.docname else ""
        here = builder.get_target_uri(self.env.docname)
        return (relative_uri(here, there) if there else "") + f"#{anchor(claim)}"

    def kinds_page(self) -> str:
        """Where the kinds of proof are told apart."""
        if KINDS_PAGE not in self.env.found_docs:
            return "#"
        return self.app.builder.get_relative_uri(self.env.docname, KINDS_PAGE) + "#kinds-of-proof"

    def source(self, test: reports.Test) -> str:
        return source_links.uri(self.app, self.env.docname, test["file"], test["line"])


class SetClaims(SphinxPostTransform):
    default_priority = 5  # before references are resolved: sentences may hold some

    def run(self, **kwargs: Any) -> None:
        proofs = Proofs(self.app)
        for box in list(self.document.findall(claim_box)):
            set_verdict(box, proofs)
        for node in list(self.document.findall(claim_reference)):
            node.replace_self(proofs.link(node["claim"], node.astext()))


def set_verdict(box: claim_box, proofs: Proofs) -> None:
    tests = proofs.tests(box["claim"])
    box["verdict"] = "pass" if reports.holds(tests) else "fail"
    links = ", ".join(f'<a href="{escape(proofs.source(test))}">{escape(test["name"])}</a>'
                      for test in tests)
    verdict = "✓ holds" if box["verdict"] == "pass" else "✗ fails"
    kinds = escape(", ".join(reports.kinds(tests)))
    text = (f'<p class="claim-verdict"><strong>{verdict}</strong> '
            f'<a class="claim-kind" href="{proofs.kinds_page()}">{kinds}</a> '
            f'<span class="claim-tests">Tested by: {links}</span></p>\n')
    rows = reports.evidence(tests, "holds", "fails") + reports.evidence(tests, "twin", "control")
    box += nodes.raw("", text + evidence_table.html(rows), format="html")


def visit_claim(self: Any, node: claim_box) -> None:
    self.body.append(f'<div class="claim" id="{escape(node["ids"][0])}" '
                     f'data-verdict="{node["verdict"]}">\n')


def depart_claim(self: Any, node: claim_box) -> None:
    self.body.append(f'<a class="headerlink" href="#{escape(node["ids"][0])}" '
                     'title="Link to this claim">#</a>\n</div>\n')


def visit_part(self: Any, node: claim_part) -> None:
    self.body.append('<span class="claim-part">')


def depart_part(self: Any, node: claim_part) -> None:
    self.body.append("</span>")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(claim_box, html=(visit_claim, depart_claim))
    app.add_node(claim_part, html=(visit_part, depart_part))
    app.add_role("part", Part())
    app.add_node(claim_reference)
    app.add_directive("claim", Claim)
    app.add_role("claim-ref", ClaimRef())
    tracked.follow(app, "claims", shown)
    app.add_post_transform(SetClaims)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
