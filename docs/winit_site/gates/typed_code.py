"""No C++ and no Python is typed into a page: it comes from a compiled or tried file, or not at all."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from winit_site import common

TYPED_LANGUAGES = {"c", "c++", "cpp", "cxx", "cc", "h", "hpp", "default", "none", "", "py",
                   "py3", "python", "python3", "pycon", "ipython", "ipython3"}


def check(app: Sphinx, doctree: nodes.document) -> None:
    if not common.is_prose(app.config, app.env.docname):
        return
    for block in doctree.findall(nodes.literal_block):
        language = block.get("language", "").lower()
        if isinstance(block.parent, nodes.system_message):
            continue  # a directive that was refused already, quoted
        if "winit_origin" not in block and language in TYPED_LANGUAGES:
            first_line = block.astext().strip().split("\n")[0][:40]
            common.refuse(f'typed code block ({language or "no language"}): "{first_line}"; show '
                          "a region of a compiled file with {listing}, a command with {shell}",
                          block)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("doctree-read", check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
