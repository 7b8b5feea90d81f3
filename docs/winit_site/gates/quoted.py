"""What a slide printed is quoted in the slide box only, beside what is true."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from winit_site import common
from winit_site.blocks.boxes import slide_box
from winit_site.blocks.values import quoted_node


def check(app: Sphinx, doctree: nodes.document) -> None:
    for node in doctree.findall(quoted_node):
        parent = node.parent
        while parent and not isinstance(parent, slide_box):
            parent = parent.parent
        if not parent:
            common.refuse(f'quoted "{node.astext()}" outside a slide box: '
                          "only {slide-says} may hold what a slide printed", node)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("doctree-read", check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
