"""The picture that other sites show beside a link to the book."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from winit_site import tracked
from winit_site.html import theme


def draw(app: Sphinx, exception: Exception | None) -> None:
    script = theme(app) / "card.gp"
    card = Path(app.outdir) / "_static" / "card.png"
    if not exception and tracked.is_older(card, [script]):
        subprocess.run(["gnuplot", "-e", f"set output '{card}'", script], check=True)


def add_context(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any],
                doctree: nodes.document | None) -> None:
    """Its address: relative unless that of the site is known, because the reader's is what counts."""
    if doctree is not None:
        card = context["pathto"]("_static/card.png", 1)
        base = app.config.html_baseurl
        context["share"] = f"{base.rstrip('/')}/_static/card.png" if base else card


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", add_context)
    app.connect("build-finished", draw)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
