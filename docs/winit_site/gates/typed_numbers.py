"""The gate against typed numbers: a number in prose comes from a run, or says that it is given."""

from __future__ import annotations

import re
from typing import Any, Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from winit_site import common
from winit_site.blocks.values import given_node, quoted_node, value_node
from winit_site.facts.typed_text import results_in_formula, typed_numbers

MARKUP = re.compile(r"<[^>]*>")
FORMULAS = (nodes.math, nodes.math_block)
EXEMPT = (*FORMULAS, value_node, given_node, quoted_node, nodes.comment, nodes.docinfo,
          nodes.citation, nodes.label, nodes.footnote_reference, nodes.citation_reference,
          nodes.problematic, nodes.system_message)
ADVICE = ("write {val}`name` for a result, {given}`…` for a definition such as a layer size or "
          "a year, or $…$ for a formula")


def is_exempt(node: nodes.Node) -> bool:
    """Nodes whose text was not typed as prose."""
    if isinstance(node, nodes.literal_block):
        return "winit_origin" in node
    if isinstance(node, addnodes.pending_xref):
        return not node.get("refexplicit")  # the text is the target's title
    if isinstance(node, nodes.reference):
        return node.astext() == node.get("refuri")
    return isinstance(node, EXEMPT)


def prose(node: nodes.Node) -> Iterator[tuple[nodes.Element, str]]:
    """The typed texts under a node, each with the element that says where it stands."""
    if isinstance(node, nodes.raw):
        yield node, MARKUP.sub(" ", node.astext())
    elif isinstance(node, nodes.Text):
        yield node.parent, node.astext()
    elif not is_exempt(node):
        if isinstance(node, nodes.image):
            yield node, node.get("alt", "")
        for child in node.children:
            yield from prose(child)


def _with_line(node: nodes.Element) -> nodes.Element:
    while node.line is None and node.parent is not None:
        node = node.parent
    return node


def check(app: Sphinx, doctree: nodes.document) -> None:
    if common.is_prose(app.config, app.env.docname):
        check_prose(doctree)
        check_formulas(doctree)


def check_prose(doctree: nodes.document) -> None:
    for element, text in prose(doctree):
        for number in typed_numbers(text):
            context = " ".join(text.split())[:60]
            common.refuse(f'typed number "{number}" in "{context}": {ADVICE}', _with_line(element))


def check_formulas(doctree: nodes.document) -> None:
    """A formula may hold constants, but not what a run has found."""
    for kind in FORMULAS:
        for formula in doctree.findall(kind):
            for number in results_in_formula(formula.astext()):
                common.refuse(f'typed number "{number}" in a formula looks like a result: write '
                              "{val}`name` for one, {given}`…` for a definition, outside of the formula",
                              _with_line(formula))


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("doctree-read", check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
