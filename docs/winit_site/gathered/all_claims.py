"""``all-claims``: every claim of the book, page by page, with how much its tests measured.

``claim-kinds`` stands before it: what kinds of proof there are, how many claims have each, and a choice
that hides the others. The choice takes no script: winit.css knows the kinds by their class.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from winit_site import tracked
from winit_site.blocks.claims import Proofs, claim_box, shows_all
from winit_site.facts import reports
from winit_site.gathered import pieces


class claims_list(nodes.General, nodes.Element):
    """The place of the list of all claims."""


class AllClaims(SphinxDirective):
    """Every claim of the book, page by page, with how much its tests measured."""

    def run(self) -> list[nodes.Node]:
        shows_all(self.env)
        return [claims_list()]


class claim_kinds(nodes.General, nodes.Element):
    """The place of the choice of a kind."""


class ClaimKinds(SphinxDirective):
    """What kinds of proof there are, how many claims have each, and a choice that hides the others."""

    def run(self) -> list[nodes.Node]:
        shows_all(self.env)
        return [claim_kinds()]


def css_class(kind: str) -> str:
    return "kind-" + kind.replace(" ", "-")


def choice(value: str, label: str, meaning: str, checked: bool = False) -> str:
    return (f'<li><label><input type="radio" name="kind" id="show-{value}"{" checked" * checked}> '
            f'<strong>{escape(label)}</strong></label> {escape(meaning)}</li>\n')


def choices(tested: dict[str, list[reports.Test]]) -> str:
    """The choice as HTML."""
    counts = Counter(kind for tests in tested.values() for kind in reports.kinds(tests))
    items = choice("all-kinds", f"All {len(tested)}", "whatever their proof", checked=True)
    for kind, meaning in reports.KINDS.items():
        items += choice(css_class(kind), f"{kind} ({counts[kind]})", meaning)
    return ('<fieldset class="claim-kinds" id="kinds-of-proof"><legend>Show the claims whose proof is'
            f"</legend>\n<ul>\n{items}</ul></fieldset>\n")


def counted(count: int, thing: str) -> str:
    return f"{count} {thing}" + ("" if count == 1 else "s")


class SetAllClaims(SphinxPostTransform):
    default_priority = 4  # before the references that the sentences hold

    def run(self, **kwargs: Any) -> None:
        for place in list(self.document.findall(claim_kinds)):
            place.replace_self(nodes.raw("", choices(Proofs(self.app).tested), format="html"))
        for place in list(self.document.findall(claims_list)):
            self.proofs = Proofs(self.app)
            made = sorted(tracked.store(self.env, "claims").items())
            place.replace_self([self._section(page) for page, claims in made if claims])

    def _section(self, page: str) -> nodes.section:
        link = pieces.link_to(self.app, page, "", nodes.Text(self.env.titles[page].astext()))
        items = nodes.bullet_list(classes=["all-claims"])
        items += [self._item(box) for box in self.env.get_doctree(page).findall(claim_box)]
        name = nodes.make_id("claims-of-" + page)
        return nodes.section("", nodes.title("", "", link), items, ids=[name])

    def _item(self, box: claim_box) -> nodes.list_item:
        claim = box["claim"]
        tests = self.proofs.tests(claim)
        measured = counted(len(reports.evidence(tests, "holds", "fails")), "measurement")
        controls = counted(len(reports.evidence(tests, "control", "twin")), "negative control")
        kinds = reports.kinds(tests)
        summary = nodes.Text(f" · {', '.join(kinds)} · {measured}, {controls} · ")
        proof = nodes.paragraph("", "", self.proofs.link(claim), summary, classes=["claim-proof"])
        for test in tests:
            proof += nodes.reference("", "test source", internal=True,
                                     refuri=self.proofs.source(test))
            proof += nodes.Text(" ")
        return nodes.list_item("", *pieces.copies(self.env, box.children), proof,
                               classes=[css_class(kind) for kind in kinds])


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(claims_list)
    app.add_node(claim_kinds)
    app.add_directive("all-claims", AllClaims)
    app.add_directive("claim-kinds", ClaimKinds)
    app.add_post_transform(SetAllClaims)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
