"""Pages made of pieces of other pages: what keeps them right.

Such a page is read again when any other page was, and written again when any claim's verdict has
changed. A piece is a copy: it takes its links with it and leaves its ids at home.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Iterable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import common

TITLE = re.compile(r"^# (.+)$", re.M)


def gathers(env: BuildEnvironment) -> None:
    """Say that the page now read is made of pieces of others."""
    common.store(env, "gathering")[env.docname] = True
    common.store(env, "claims_lists")[env.docname] = True


def chapter_pages(env: BuildEnvironment) -> list[str]:
    return sorted(page for page in env.found_docs if common.chapter_of(page))


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


def outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str],
             removed: set[str]) -> list[str]:
    return sorted(common.store(env, "gathering")) if added | changed | removed else []


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("env-get-outdated", outdated)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
