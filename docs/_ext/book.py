"""Everything that a page of the book may contain. conf.py lists this one extension."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

PARTS = ("common", "listings", "claims", "blocks", "values", "typed_numbers", "figures",
         "figure_links", "run_tabs", "meta_line", "gather", "errata", "exercises", "counts",
         "drawings", "papers")


def setup(app: Sphinx) -> dict[str, Any]:
    for part in PARTS:
        app.setup_extension(part)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
