"""Claims: a sentence on a page, proven by the tests that carry its id.

``claim`` holds the sentence, ``claim-ref`` links to it, ``all-claims`` lists all. Pages record what
they claim; reports are read, checked and set into the pages in every build, so a new report
refreshes every page that shows it.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any, Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import ReferenceRole, SphinxDirective
from sphinx.util.osutil import relative_uri

import common
import evidence_table
import reports

Tested = dict[str, list[reports.Test]]  # claim id -> its tests
CLAIM_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class claim_box(nodes.General, nodes.Element):
    """A claim: the sentence, then what its tests measured."""


class claim_reference(nodes.Inline, nodes.TextElement):
    """A link to a claim, with its verdict."""


class claims_list(nodes.General, nodes.Element):
    """The place of the list of all claims."""


def anchor(claim: str) -> str:
    return f"claim-{claim}"


def counted(count: int, thing: str) -> str:
    return f"{count} {thing}" + ("" if count == 1 else "s")


class Claim(SphinxDirective):
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
        made = common.store(self.env, "claims").setdefault(self.env.docname, [])
        made.append((claim, self.lineno, box.pformat()))
        return [box]


class ClaimRef(ReferenceRole):
    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        text = self.title if self.has_explicit_title else ""
        _, line = self.get_source_info()
        used = common.store(self.env, "claim_refs").setdefault(self.env.docname, [])
        used.append((self.target, line))
        return [claim_reference("", text, claim=self.target)], []


class AllClaims(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        common.store(self.env, "claims_lists")[self.env.docname] = True
        return [claims_list()]


# Checks, and which pages to write again. Both run in every build.


def homes(env: BuildEnvironment) -> dict[str, str]:
    """Claim -> the page that makes it."""
    return {claim: page for page, made in sorted(common.store(env, "claims").items())
            for claim, *_ in made}


def check_claims(app: Sphinx, env: BuildEnvironment) -> list[str]:
    tested, broken = reports.load(common.claims_dir(env))
    for message in broken:
        common.refuse(message, None)
    for message, location in _faults(env, tested):
        common.refuse(message, location)
    return _stale_pages(env, tested)


def _faults(env: BuildEnvironment, tested: Tested) -> Iterator[tuple[str, Any]]:
    """Messages, each with the place of the page that it is about."""
    seen: dict[str, str] = {}
    for page, made in sorted(common.store(env, "claims").items()):
        for claim, line, _ in made:
            if claim in seen:
                yield f'duplicate claim "{claim}", also on {seen[claim]}', (page, line)
            seen.setdefault(claim, page)
            for fault in reports.faults(claim, tested.get(claim, [])):
                yield fault, (page, line)
    for page, used in sorted(common.store(env, "claim_refs").items()):
        for claim, line in used:
            if claim not in seen:
                yield f'unknown claim "{claim}"; ' + common.close_names(claim, seen), (page, line)
    for claim in sorted(tested.keys() - seen.keys()):
        test = tested[claim][0]
        yield (f'test "{test["name"]}" ({test["file"]}:{test["line"]}) proves claim "{claim}", '
               "but no page makes it; " + common.close_names(claim, seen)), None


def _stale_pages(env: BuildEnvironment, tested: Tested) -> list[str]:
    """Pages that show a claim whose sentence, home or evidence is not what the last build had."""
    now = {claim: json.dumps([page, env.titles[page].astext(), sentence, tested.get(claim)])
           for page, made in sorted(common.store(env, "claims").items())
           for claim, _, sentence in made}
    before = env.__dict__.get("winit_claims_shown", {})
    changed = {claim for claim in now.keys() | before.keys() if now.get(claim) != before.get(claim)}
    env.__dict__["winit_claims_shown"] = now
    stale = {page for name in ("claims", "claim_refs")
             for page, used in common.store(env, name).items()
             if any(claim in changed for claim, *_ in used)}
    return sorted(stale.union(common.store(env, "claims_lists") if changed else ()))


# Setting the reports into a page about to be written.


class SetClaims(SphinxPostTransform):
    default_priority = 5  # before references are resolved: sentences may hold some

    def run(self, **kwargs: Any) -> None:
        self.tested, _ = reports.load(common.claims_dir(self.env))
        for node in list(self.document.findall(claim_box)):
            self._set_verdict(node)
        for node in list(self.document.findall(claims_list)):
            node.replace_self(self._list_of_all())
        for node in list(self.document.findall(claim_reference)):
            node.replace_self(self._link(node["claim"], node.astext()))

    def _mark(self, claim: str) -> str:
        return "✓" if reports.holds(self.tested.get(claim, [])) else "✗"

    def _uri(self, claim: str) -> str:
        builder = self.app.builder
        page = homes(self.env).get(claim, self.env.docname)
        there = builder.get_target_uri(page) if page != self.env.docname else ""
        here = builder.get_target_uri(self.env.docname)
        return (relative_uri(here, there) if there else "") + f"#{anchor(claim)}"

    def _link(self, claim: str, text: str) -> nodes.reference:
        text = text or claim.replace("-", " ")
        return nodes.reference("", f"{self._mark(claim)} {text}", internal=True,
                               refuri=self._uri(claim), classes=["claim-ref"])

    def _source(self, test: reports.Test) -> str:
        return common.source_uri(self.app, self.env.docname, test["file"], test["line"])

    def _set_verdict(self, node: claim_box) -> None:
        tests = self.tested.get(node["claim"], [])
        node["verdict"] = "pass" if reports.holds(tests) else "fail"
        links = ", ".join(f'<a href="{escape(self._source(test))}">{escape(test["name"])}</a>'
                          for test in tests)
        verdict = "✓ holds" if node["verdict"] == "pass" else "✗ fails"
        text = (f'<p class="claim-verdict"><strong>{verdict}</strong> '
                f'<span class="claim-tests">Tested by: {links}</span></p>\n')
        rows = reports.evidence(tests, "holds") + reports.evidence(tests, "control")
        node += nodes.raw("", text + evidence_table.html(rows), format="html")

    def _list_of_all(self) -> list[nodes.Node]:
        made = sorted(common.store(self.env, "claims").items())
        return [self._section(page) for page, claims in made if claims]

    def _section(self, page: str) -> nodes.section:
        title = self.env.titles[page].astext()
        link = nodes.reference("", title, internal=True,
                               refuri=self.app.builder.get_relative_uri(self.env.docname, page))
        items = nodes.bullet_list(classes=["all-claims"])
        for box in self.env.get_doctree(page).findall(claim_box):
            items += self._item(box)
        name = nodes.make_id("claims-of-" + page)
        return nodes.section("", nodes.title("", "", link), items, ids=[name])

    def _item(self, box: claim_box) -> nodes.list_item:
        """The sentence as the page has it; its own links start from this page now."""
        claim = box["claim"]
        sentence = [child.deepcopy() for child in box.children]
        for part in sentence:
            for reference in part.findall(lambda node: isinstance(node, nodes.Element)):
                if "refdoc" in reference:
                    reference["refdoc"] = self.env.docname
        tests = self.tested.get(claim, [])
        measured = counted(len(reports.evidence(tests, "holds")), "measurement")
        controls = counted(len(reports.evidence(tests, "control")), "negative control")
        summary = f" · {measured}, {controls} · "
        proof = nodes.paragraph("", "", self._link(claim, ""), nodes.Text(summary),
                                classes=["claim-proof"])
        for test in tests:
            proof += nodes.reference("", "test source", internal=True, refuri=self._source(test))
            proof += nodes.Text(" ")
        return nodes.list_item("", *sentence, proof)


def visit_claim(self: Any, node: claim_box) -> None:
    self.body.append(f'<div class="claim" id="{escape(node["ids"][0])}" '
                     f'data-verdict="{node["verdict"]}">\n')


def depart_claim(self: Any, node: claim_box) -> None:
    self.body.append(f'<a class="headerlink" href="#{escape(node["ids"][0])}" '
                     'title="Link to this claim">#</a>\n</div>\n')


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(claim_box, html=(visit_claim, depart_claim))
    app.add_node(claim_reference)
    app.add_node(claims_list)
    app.add_directive("claim", Claim)
    app.add_directive("all-claims", AllClaims)
    app.add_role("claim-ref", ClaimRef())
    app.connect("env-updated", check_claims)
    app.add_post_transform(SetClaims)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
