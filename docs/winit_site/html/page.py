"""What a page says of itself: its description, where its text is, where to report a mistake."""

from __future__ import annotations

import re
from typing import Any, Iterator
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx

from winit_site import source_links
from winit_site.facts.plain_math import plain_text
from winit_site.html import theme
from winit_site.html.source_pages import source_of

DESCRIPTION_LENGTH = 160


def description(doctree: nodes.document) -> str:
    """The start of the page's first paragraph, cut between words."""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.field_body):
            continue
        text = " ".join(plain_text(paragraph).split())
        if len(text) > DESCRIPTION_LENGTH:
            text = text[:DESCRIPTION_LENGTH].rpartition(" ")[0].rstrip(",;:. ") + " \u2026"
        return text
    return ""


def add_context(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any],
                doctree: nodes.document | None) -> None:
    context["root"] = context["pathto"]("", 1) or "./"
    if doctree is not None:
        context["description"] = description(doctree)
        context["has_math"] = 'class="katex' in context["body"]
        context["has_guesses"] = 'class="guess"' in context["body"]
        context["report"] = report_address(app, pagename, context)
        source = source_of(app, pagename)
        context["page_source"] = source and source_links.uri(app, pagename, source)


def report_address(app: Sphinx, pagename: str, context: dict[str, Any]) -> str:
    """Where to report a mistake: the repository's issues if it has an address, else how to."""
    repository = app.config.winit_repository.rstrip("/")
    if repository:
        return f"{repository}/issues/new?title={quote(pagename)}%3A%20"
    return context["pathto"]("contributing") if "contributing" in app.env.found_docs else ""


def unindent(html: str) -> str:
    """A template's own lines without what is for the eye of its author."""
    return re.sub(r"\n\s+", "\n", html)


def add_filter(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.builder.templates.environment.filters["unindent"] = unindent


def collect_not_found(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    css = (theme(app) / "static" / "winit.css").read_text("utf-8")
    yield "404", {"title": "Not found", "css": css}, "404.html"


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_config_value("winit_repository", "", "html")
    app.connect("builder-inited", add_filter)
    app.connect("html-page-context", add_context)
    app.connect("html-collect-pages", collect_not_found)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
