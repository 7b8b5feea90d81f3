"""A table that is too wide scrolls in a box of its own."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


class table_box(nodes.General, nodes.Element):
    """The box of a table."""


def box_tables(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for table in list(doctree.findall(nodes.table)):
        box = table_box("", table.deepcopy())
        table.replace_self(box)


def visit_table_box(self: Any, node: table_box) -> None:
    self.body.append('<div class="table-box">\n')


def depart_table_box(self: Any, node: table_box) -> None:
    self.body.append("</div>\n")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(table_box, html=(visit_table_box, depart_table_box))
    app.connect("doctree-resolved", box_tables)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
