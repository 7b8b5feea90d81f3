"""Our Sphinx extension: from facts to pages, in five wings that know only those before them.

- ``facts``: what programs, tests and files say. Knows no pages.
- ``blocks``: the directives and roles of which pages are made.
- ``gathered``: pages and parts of pages that are made of others.
- ``gates``: what fails the build.
- ``html``: what finished pages look like.

On the ground below all stand ``common`` (where things are, how a fault is said), ``tracked`` (what is
kept per page, what must be written again) and ``source_links``. docs/site-inside.md tells more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Wing -> its parts that add something to Sphinx; the others are functions for these. Order matters
# within a wing only where a part says so.
WINGS = {
    "ground": ("common", "tracked"),
    "blocks": ("listings", "claims", "boxes", "predict", "values", "figures", "figure_links", "run_tabs",
               "meta_line", "drawings"),
    "gathered": ("all_claims", "errata", "exercises", "counts", "papers", "timeline",
                 "symbols", "api", "front_page"),
    "gates": ("quoted", "typed_numbers", "typed_code", "unused_regions", "unquoted_values",
              "grids", "proofs"),
    "html": ("citations", "katex", "navigation", "page", "rewrites", "tables", "static_files",
             "source_pages", "search_index", "card", "live_modules"),
}


def extensions(*wings: str) -> list[str]:
    """Names of the parts of some wings, as Sphinx takes them; of all if none is said."""
    return [f"winit_site.{part}" if wing == "ground" else f"winit_site.{wing}.{part}"
            for wing in wings or WINGS for part in WINGS[wing]]


def setup(app: Sphinx) -> dict[str, Any]:
    for name in extensions():
        app.setup_extension(name)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
