"""``drawing``: a diagram drawn by hand, docs/drawings/NAME.svg, set into the page as it is.

It takes its color from the text, so it follows the theme. The style in the file is for a place that
shows the file alone, as the README does.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from winit_site import common
from winit_site.blocks import alt_text
from winit_site.common import Refused

STYLE = re.compile(r"\s*<style>.*?</style>", re.S)


class drawing(nodes.General, nodes.Element):
    """The ``svg`` with its ``alt``; its children are the caption."""


class Drawing(SphinxDirective):
    """A diagram drawn by hand, `docs/drawings/NAME.svg`. It takes its color from the text.

    `:alt:` says in 40 to 250 characters what to see. The content is the caption.
    """

    required_arguments = 1
    has_content = True
    option_spec = {"alt": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        path = f"docs/drawings/{self.arguments[0]}.svg"
        file: Path = common.repo_root(self.env) / path
        alt = " ".join(self.options.get("alt", "").split())
        if not file.is_file():
            common.refuse(f'drawing: no file "{path}"', self.get_location())
            return []
        try:
            alt_text.check_length("drawing", alt)
        except Refused as fault:
            common.refuse(fault, self.get_location())
        self.env.note_dependency(str(file))
        node = drawing(svg=STYLE.sub("", file.read_text(encoding="utf-8")), alt=alt)
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def visit_drawing(self: Any, node: drawing) -> None:
    picture = node["svg"].replace("<svg ", f'<svg role="img" aria-label="{escape(node["alt"])}" ', 1)
    self.body.append(f'<figure class="drawing">\n{picture.strip()}\n<figcaption>\n')


def depart_drawing(self: Any, node: drawing) -> None:
    self.body.append("</figcaption>\n</figure>\n")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(drawing, html=(visit_drawing, depart_drawing))
    app.add_directive("drawing", Drawing)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
