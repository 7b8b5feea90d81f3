"""What the API pages and the chapters say about each other.

``.. api-header:: snippets/init/he.hpp`` opens the page of a header: how to include it, where its source
and its tests are, which chapters use it. ``{uses}`` lists the headers that a chapter includes,
``{headers} init`` those of a folder of snippets/, and puts their pages into the table of contents.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Iterable

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.directives.other import TocTree
from sphinx.util.docutils import SphinxDirective

import common

INCLUDED = re.compile(r'^#include "snippets/(?:\w+/)?(\w+)\.hpp"', re.M)


class ApiDirective(SphinxDirective):
    def source_link(self, path: str) -> nodes.Node:
        common.register_source(self.env, path)
        uri = common.source_uri(self.env.app, self.env.docname, path)
        return nodes.reference("", "", nodes.literal("", path), refuri=uri, internal=True)

    def page_link(self, docname: str) -> nodes.Node:
        """A link to another page that reads as its title."""
        link = addnodes.pending_xref(
            "", refdomain="std", reftype="doc", reftarget="/" + docname, refdoc=self.env.docname,
            refexplicit=False, refwarn=True)
        link += nodes.inline("", docname)
        return link

    def listing(self, stems: Iterable[str]) -> nodes.bullet_list:
        """File names, each with a link that says what is in it."""
        listing = nodes.bullet_list(classes=["headers"])
        for stem in stems:
            line = nodes.paragraph("", "", nodes.literal("", f"{stem}.hpp"), nodes.Text(" "),
                                   self.page_link(f"api/{stem}"))
            listing += nodes.list_item("", line)
        return listing


class ApiHeader(ApiDirective):
    required_arguments = 1
    option_spec = {"chapters": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        header = self.arguments[0]
        facts = [("Include", [nodes.literal("", f'#include "{header}"')]),
                 ("Source", [self.source_link(header)])]
        test = f"tests/snippets/{Path(header).stem}_test.cpp"
        if (common.repo_root(self.env) / test).exists():
            facts.append(("Tests", [self.source_link(test)]))
        chapters: list[nodes.Node] = []
        for slug in self.options.get("chapters", "").split():
            if chapters:
                chapters.append(nodes.Text(" \u00b7 "))
            chapters.append(self.page_link(f"chapters/{slug}/index"))
        if chapters:
            facts.append(("Used in", chapters))
        listing = nodes.field_list(classes=["api-facts"])
        for name, content in facts:
            body = nodes.field_body("", nodes.paragraph("", "", *content))
            listing += nodes.field("", nodes.field_name("", name), body)
        return [listing]


class Uses(ApiDirective):
    """The headers of snippets/ that the chapter's files include."""

    def run(self) -> list[nodes.Node]:
        folder = common.repo_root(self.env) / Path(self.env.docname).parent
        headers: set[str] = set()
        for file in sorted([*folder.glob("*.hpp"), *folder.glob("*.cpp")]):
            self.env.note_dependency(str(file))
            headers.update(INCLUDED.findall(file.read_text("utf-8")))
        return [self.listing(sorted(headers))]


class Headers(ApiDirective, TocTree):
    """The headers of a folder; a folder not named is of pages in no table of contents: a warning."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        folder = common.repo_root(self.env) / "snippets" / self.arguments[0]
        stems = sorted(header.stem for header in folder.glob("*.hpp"))
        if not stems:
            raise self.error(f'no headers in "snippets/{self.arguments[0]}"')
        common.store(self.env, "gathering")[self.env.docname] = True  # a new header is a new page
        self.options["hidden"] = None
        self.content = StringList([f"api/{stem}" for stem in stems], source=self.env.docname)
        return [self.listing(stems), *TocTree.run(self)]


def tidy(app: Sphinx, doctree: nodes.document) -> None:
    """Make what Breathe leaves valid and quiet."""
    for rubric in list(doctree.findall(nodes.rubric)):
        if "breathe-sectiondef-title" in rubric["classes"]:
            rubric.parent.remove(rubric)  # "Public Functions": its id comes once per class
    for keyword in list(doctree.findall(addnodes.desc_sig_keyword)):
        if keyword.astext() == "inline":
            space = keyword.next_node(siblings=True, descend=False)
            keyword.parent.remove(space)
            keyword.parent.remove(keyword)
    for paragraph in list(doctree.findall(nodes.paragraph)):
        lift_blocks(paragraph)


def lift_blocks(paragraph: nodes.paragraph) -> None:
    """A paragraph may not hold another block, as it does where Breathe sets a remark or a list."""
    if not any(map(is_block, paragraph.children)):
        return
    parts: list[nodes.Node] = []
    for child in paragraph.children:
        if is_block(child):
            parts.append(child)
        elif parts and isinstance(parts[-1], nodes.paragraph):
            parts[-1] += child
        elif child.astext().strip():
            parts.append(nodes.paragraph("", "", child))
    paragraph.replace_self(parts)


def is_block(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Body) and not isinstance(node, nodes.Inline)


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("api-header", ApiHeader)
    app.add_directive("uses", Uses)
    app.add_directive("headers", Headers)
    app.connect("doctree-read", tidy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
