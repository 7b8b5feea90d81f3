"""``all-claims``: every claim of the book, page by page, with how much its tests measured."""

from __future__ import annotations

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


def counted(count: int, thing: str) -> str:
    return f"{count} {thing}" + ("" if count == 1 else "s")


class SetAllClaims(SphinxPostTransform):
    default_priority = 4  # before the references that the sentences hold

    def run(self, **kwargs: Any) -> None:
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
        summary = nodes.Text(f" · {measured}, {controls} · ")
        proof = nodes.paragraph("", "", self.proofs.link(claim), summary, classes=["claim-proof"])
        for test in tests:
            proof += nodes.reference("", "test source", internal=True,
                                     refuri=self.proofs.source(test))
            proof += nodes.Text(" ")
        return nodes.list_item("", *pieces.copies(self.env, box.children), proof)


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(claims_list)
    app.add_directive("all-claims", AllClaims)
    app.add_post_transform(SetAllClaims)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
