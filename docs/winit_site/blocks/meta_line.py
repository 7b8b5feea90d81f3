"""The line under a chapter's title: minutes to read, what the book promises, the commit."""

from __future__ import annotations

import subprocess
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from winit_site.blocks import boxes
from winit_site import common

WORDS_PER_MINUTE = 200
PROMISE = "every number on this page is computed, every claim is tested"


class meta_line(nodes.General, nodes.Element):
    """``minutes`` to read; the rest is the same on every page."""


def minutes_to_read(doctree: nodes.document) -> int:
    """Prose in sight only: code, output and tables are skimmed, and what is folded may stay so."""
    def read(node: nodes.Node) -> bool:
        while node.parent:
            node = node.parent
            if isinstance(node, (nodes.table, boxes.fold, boxes.erratum)):
                return False
        return True

    words = sum(len(node.astext().split()) for node in doctree.findall(nodes.paragraph)
                if read(node))
    return max(1, round(words / WORDS_PER_MINUTE))


def find_commit(app: Sphinx, config: Config) -> None:
    """A new commit changes this setting, so that every page is written (not read) again."""
    call = ["git", "-c", "safe.directory=*", "rev-parse", "--short", "HEAD"]
    try:
        done = subprocess.run(call, cwd=config.winit_root, check=True, text=True,
                              capture_output=True)
        config.winit_commit = done.stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        config.winit_commit = ""  # not a clone: the line goes without


def add_meta_line(app: Sphinx, doctree: nodes.document) -> None:
    if not common.chapter_of(app.env.docname):
        return
    line = meta_line(minutes=minutes_to_read(doctree))
    for title in doctree.findall(nodes.title):
        title.parent.insert(title.parent.index(title) + 1, line)
        return


def visit_meta_line(self: Any, node: meta_line) -> None:
    minutes = node["minutes"]
    parts = [f"{minutes} minute{'s' if minutes > 1 else ''} to read", PROMISE]
    if self.builder.config.winit_commit:
        parts.append(f"commit <code>{self.builder.config.winit_commit}</code>")
    self.body.append(f'<p class="meta-line">{" · ".join(parts)}</p>\n')
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_config_value("winit_commit", "", "html")
    app.add_node(meta_line, html=(visit_meta_line, None))
    app.connect("config-inited", find_commit)
    app.connect("doctree-read", add_meta_line)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
