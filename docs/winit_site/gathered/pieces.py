"""Pages made of pieces of other pages: what keeps them right.

Such a page is read again when any other page was, and written again when any claim's verdict has
changed. A piece is a copy: it takes its links with it and leaves its ids at home.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Iterable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from winit_site import tracked
from winit_site.blocks import claims

TITLE = re.compile(r"^# (.+)$", re.M)


def gathers(env: BuildEnvironment) -> None:
    """Say that the page now read is made of pieces of others."""
    tracked.read_after_others(env)
    claims.shows_all(env)


def title_of(env: BuildEnvironment, page: str) -> str:
    """The title of a page that may not have been read yet."""
    match = TITLE.search(Path(env.doc2path(page)).read_text(encoding="utf-8"))
    return match[1].strip() if match else page


def copies(env: BuildEnvironment, pieces: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Copies of parts of other pages, for the page now written."""
    found = [piece.deepcopy() for piece in pieces]
    for piece in found:
        for part in piece.findall(nodes.Element):
            part["ids"], part["names"] = [], []
            if "refdoc" in part:
                part["refdoc"] = env.docname
    return found


def link_to(app: Sphinx, page: str, anchor: str, *text: nodes.Node) -> nodes.reference:
    address = app.builder.get_relative_uri(app.env.docname, page) + (f"#{anchor}" if anchor else "")
    return nodes.reference("", "", *text, internal=True, refuri=address)
