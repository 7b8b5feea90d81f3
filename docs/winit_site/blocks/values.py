"""Roles for numbers: ``val`` (from a run), ``given`` (a definition), ``quoted`` (from a slide)."""

from __future__ import annotations

import posixpath
import re
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from winit_site import common
from winit_site.facts import run_data, tolerance
from winit_site.common import Refused

TOO_PRECISE = re.compile(r"\.\d{3,}")
HYPHEN_AS_MINUS = re.compile(r"(?<!\w)-(?=\d)")


class value_node(nodes.Inline, nodes.TextElement):
    """A number of a run; ``number`` and ``meaning`` go with it, and its ``key``, ``place`` and ``tolerance``."""


class given_node(nodes.Inline, nodes.TextElement):
    """A number that is a definition, not a result."""


class quoted_node(nodes.Inline, nodes.TextElement):
    """A number or formula that a slide printed."""


class ValueRole(SphinxRole):
    """A number of a run: `name` of the page's own chapter, or `06-he/name` of another.

    After a bar stands how it is shown: a count of significant digits, `fixed N`, `percent`, `percent N`, `sci`,
    `sci N`, `power` (the nearest power of ten) or `int`; without it, as a whole number or with at most four digits.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        try:
            shown, record, place = run_data.quote(self.env, self.text)
            key = "/".join(run_data.split_name(self.env, self.text.partition("|")[0].strip()))
        except Refused as fault:
            common.refuse(fault, self.get_location())
            return [value_node("", "?", number="", meaning="")], []
        node = value_node("", shown.mantissa, number=repr(record["value"]),
                          meaning=record["meaning"], place=place, key=key,
                          tolerance=tolerance.in_short(record["relative"], record["absolute"]))
        if shown.exponent:
            node += nodes.superscript("", shown.exponent)
        return [node], []


class GivenRole(SphinxRole):
    """A number that is a definition and not a result: the size of a layer, a year."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        if TOO_PRECISE.search(self.text):
            common.refuse(f'given number "{self.text}" has three or more decimals, so it looks '
                          "like a result: name it as a value of the run", self.get_location())
        return [given_node("", HYPHEN_AS_MINUS.sub("\u2212", self.text))], []


class QuotedRole(SphinxRole):
    """A number or formula that a slide printed. Only a box of `slide-says` may hold it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        node = quoted_node("", self.text)
        self.set_source_info(node)
        return [node], []


def visit_value(self: Any, node: value_node) -> None:
    """For the note of winit.js: the line that made it, from the folder of chapters, and its tolerance; for the
    check of the page its name."""
    self.body.append(f'<data value="{escape(node["number"])}" class="value" '
                     f'title="{escape(node["meaning"])}"')
    if "place" in node:
        file, line = node["place"]
        self.body.append(f' data-at="{escape(posixpath.relpath(file, "chapters"))}:{line}"')
        if node["tolerance"]:
            self.body.append(f' data-by="{escape(node["tolerance"])}"')
        self.body.append(f' data-name="{escape(node["key"])}"')
    self.body.append(">")


def depart_value(self: Any, node: value_node) -> None:
    self.body.append("</data>")


def _visit_span(css_class: str) -> Any:
    def visit(self: Any, node: nodes.Element) -> None:
        self.body.append(f'<span class="{css_class}">')
    return visit


def _depart_span(self: Any, node: nodes.Element) -> None:
    self.body.append("</span>")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(value_node, html=(visit_value, depart_value))
    app.add_node(given_node, html=(_visit_span("given"), _depart_span))
    app.add_node(quoted_node, html=(_visit_span("quoted"), _depart_span))
    app.add_role("val", ValueRole())
    app.add_role("given", GivenRole())
    app.add_role("quoted", QuotedRole())
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
