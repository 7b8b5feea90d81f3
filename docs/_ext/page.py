"""What the theme's templates need to know about a page beside its text."""

from __future__ import annotations

import re
import subprocess
from html import escape
from pathlib import Path
from typing import Any, Iterator
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import common
from plain_math import plain_text
from source_pages import source_of

THEME = Path("_theme") / "winit"
DESCRIPTION_LENGTH = 160
SECTION = re.compile(r'<a class="reference internal" href="([^"]*)">(.*?)</a>', re.S)
EMPTY_HEAD = re.compile(r'<th class="head[^"]*">(?:<p></p>)?\s*</th>')
HEAD = re.compile(r'<th( class="head)')
# Spans without a style, and ids that older versions of Sphinx gave to functions: half of an API page.
LEFT_OVER = re.compile(r'<span class="(?:pre|[wnpo])">([^<]*)</span>|<span id="_CPPv[123][^"]*"></span>')
# In a signature, the parameter T of a template links to itself.
TO_ITSELF = re.compile(r'<a class="reference internal" href="[^"]*" title="[^"]*::[A-Z]">([A-Z])</a>')
# What a link to an entity says anyway.
ITS_NAME = re.compile(r'(<a class="reference internal" href="[^"]*") title="winit::[^"]*"')
# Sphinx copies these for scripts of the past; no page of ours loads them.
UNUSED = ("jquery*.js", "underscore*.js", "_sphinx_javascript_frameworks_compat.js", "basic.css",
          "pygments.css", "file.png", "plus.png", "minus.png")


def navigation(env: BuildEnvironment) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The toctrees of the front page: (caption, [(chapter number, title, page)])."""
    sections = []
    for toctree in env.get_doctree(env.config.root_doc).findall(addnodes.toctree):
        pages = [page for _, page in toctree["entries"] if page in env.titles]
        sections.append((toctree["caption"] or "", [
            (chapter_number(page), env.titles[page].astext(), page) for page in pages]))
    return sections


def chapter_number(page: str) -> str:
    slug = common.chapter_of(page)
    return str(common.chapter_number(slug)) if slug else ""


def note_navigation(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Every page shows every title: when one changes, all pages are written again."""
    shown = navigation(env)
    changed = getattr(env, "winit_navigation", None) != shown
    env.winit_navigation, app.winit_navigation_changed = shown, changed
    return sorted(env.found_docs) if changed else []


def wake_builder(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Sphinx copies no style sheet when no text has changed; one page to write is enough."""
    for file in (Path(app.confdir) / THEME / "static").iterdir():
        copy = Path(app.outdir) / "_static" / file.name
        if not copy.exists() or copy.stat().st_mtime < file.stat().st_mtime:
            return [app.config.root_doc]
    return []


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
    context["chapter"] = chapter_number(pagename)
    context["contents"] = contents(context.get("toc", ""), doctree)
    context["root"] = context["pathto"]("", 1) or "./"
    if doctree is not None:
        # Long lines scroll, so the keyboard must reach them.
        body = context["body"].replace("<pre>", '<pre tabindex="0">')
        body = HEAD.sub(r'<th scope="col"\1', EMPTY_HEAD.sub("<td></td>", body))
        body = LEFT_OVER.sub(r"\1", LEFT_OVER.sub(r"\1", body))  # they nest
        context["body"] = ITS_NAME.sub(r"\1", TO_ITSELF.sub(r"\1", body))
        context["description"] = description(doctree)
        context["has_math"] = 'class="katex' in context["body"]
        context["report"] = report_address(app, pagename, context)
        source = source_of(app, pagename)
        context["page_source"] = source and common.source_uri(app, pagename, source)
        # Relative unless the address of the site is known: it is the reader's address that counts.
        card = context["pathto"]("_static/card.png", 1)
        base = app.config.html_baseurl
        context["share"] = f"{base.rstrip('/')}/_static/card.png" if base else card


def report_address(app: Sphinx, pagename: str, context: dict[str, Any]) -> str:
    """Where to report a mistake: the repository's issues if it has an address, else how to."""
    repository = app.config.winit_repository.rstrip("/")
    if repository:
        return f"{repository}/issues/new?title={quote(pagename)}%3A%20"
    return context["pathto"]("contributing") if "contributing" in app.env.found_docs else ""


def collect_not_found(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    css = (Path(app.confdir) / THEME / "static" / "winit.css").read_text("utf-8")
    yield "404", {"title": "Not found", "css": css}, "404.html"


def tidy_index(app: Sphinx) -> list[Any]:
    """The search index is written in order, without words that no page has any more."""
    index = app.builder.indexer
    freeze = index.freeze

    def freeze_in_order() -> dict[str, Any]:
        index._index_entries.clear()  # the same names as the objects, and Sphinx 5 loses them
        for part in (index._mapping, index._title_mapping, index._all_titles):
            entries = sorted((name, value) for name, value in part.items() if value)
            part.clear()
            part.update(entries)
        return freeze()

    index.freeze = freeze_in_order
    return []


def draw_card(app: Sphinx, exception: Exception | None) -> None:
    """What other sites show beside a link to the book."""
    script = Path(app.confdir) / THEME / "card.gp"
    card = Path(app.outdir) / "_static" / "card.png"
    if exception or card.exists() and card.stat().st_mtime > script.stat().st_mtime:
        return
    subprocess.run(["gnuplot", "-e", f"set output '{card}'", script], check=True)


def box_tables(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """A table that is too wide scrolls in a box of its own."""
    for table in list(doctree.findall(nodes.table)):
        box = table_box("", table.deepcopy())
        table.replace_self(box)


class table_box(nodes.General, nodes.Element):
    """The box of a table."""


def visit_table_box(self: Any, node: table_box) -> None:
    self.body.append('<div class="table-box">\n')


def depart_table_box(self: Any, node: table_box) -> None:
    self.body.append("</div>\n")


def tidy(app: Sphinx, exception: Exception | None) -> None:
    for pattern in UNUSED:
        for file in (Path(app.outdir) / "_static").glob(pattern):
            file.unlink()


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(table_box, html=(visit_table_box, depart_table_box))
    app.connect("env-updated", note_navigation)
    app.connect("env-updated", wake_builder)
    app.connect("doctree-resolved", box_tables)
    app.add_config_value("winit_repository", "", "html")
    app.connect("html-page-context", add_context)
    app.connect("html-collect-pages", collect_not_found)
    app.connect("html-collect-pages", tidy_index)
    app.connect("build-finished", draw_card)
    app.connect("build-finished", tidy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
