"""The list of all pages, which stands on every page, and the list of what is on one."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from winit_site import common, tracked

Section = tuple[str, list[tuple[str, str, str]]]  # caption, [(chapter number, title, page)]
SECTION = re.compile(r'<a class="reference internal" href="([^"]*)">(.*?)</a>', re.S)


def chapter_number(page: str) -> str:
    slug = common.chapter_of(page)
    return str(common.chapter_number(slug)) if slug else ""


def navigation(env: BuildEnvironment) -> list[Section]:
    """The toctrees of the front page."""
    sections = []
    for toctree in env.get_doctree(env.config.root_doc).findall(addnodes.toctree):
        pages = [page for _, page in toctree["entries"] if page in env.titles]
        sections.append((toctree["caption"] or "", [
            (chapter_number(page), env.titles[page].astext(), page) for page in pages]))
    return sections


def shown(env: BuildEnvironment) -> dict[str, Any]:
    """Every page shows every title: when one changes, all pages are written again."""
    env.winit_navigation = navigation(env)
    return dict.fromkeys(env.found_docs, env.winit_navigation)


def contents(toc: str, doctree: nodes.document | None) -> list[tuple[str, str]]:
    """Addresses and titles of a page's sections; of the entities on a page of documentation."""
    found = SECTION.findall(toc)[1:]
    if not found and doctree is not None:
        found = [(f'#{signature["ids"][0]}', f"<code>{escape(name.astext())}</code>")
                 for entity in doctree.findall(addnodes.desc)
                 if isinstance(entity.parent, nodes.section)
                 for signature in entity.findall(addnodes.desc_signature)
                 if signature.parent is entity
                 for name in list(signature.findall(addnodes.desc_name))[-1:]]
    return found


def add_context(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any],
                doctree: nodes.document | None) -> None:
    context.setdefault("navigation", app.env.winit_navigation)
    context["contents"] = contents(context.get("toc", ""), doctree)
    context["chapter"] = chapter_number(pagename)


def setup(app: Sphinx) -> dict[str, Any]:
    tracked.follow(app, "navigation", shown)
    app.connect("html-page-context", add_context)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
