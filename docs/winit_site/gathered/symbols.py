"""Symbols of the notation page: the first time a page uses one, it links to its meaning.

The notation page says the meanings, in tables: symbols in the first column, words in the second.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from winit_site import common, tracked
from winit_site.facts.plain_math import plain_text

PAGE = "notation"
# Letters that a chapter may also give to something of its own, and says so.
SHARED = {"N", "W", "b", "g", "h", "p", "x", "z"}
SAME = {r"n_{in}": r"\nin", r"n_{out}": r"\nout", r"n_{\text{in}}": r"\nin", r"n_{\text{out}}": r"\nout"}


def name_of(tex: str) -> str:
    """Symbols that differ in case only are not told apart: they share no page."""
    return "symbol-" + re.sub(r"[^a-z0-9]+", "-", tex.lower().replace("'", " prime")).strip("-")


def read_notation(app: Sphinx, doctree: nodes.document) -> None:
    """Keep symbol -> (its place on the page, what it means); give the rows their ids."""
    if app.env.docname != PAGE:
        return
    known: dict[str, tuple[str, str]] = {}
    for row in doctree.findall(nodes.row):
        symbols = [math.astext() for math in row[0].findall(nodes.math)]
        if not symbols or isinstance(row.parent, nodes.thead):
            continue
        name = name_of(symbols[0])
        if name not in {place for place, _ in known.values()}:
            row["ids"].append(name)
            known |= {symbol: (name, plain_text(row[1])) for symbol in symbols}
    tracked.store(app.env, "symbols")[PAGE] = known


def shown(env: BuildEnvironment) -> dict[str, Any]:
    """Every chapter shows the meanings."""
    return dict.fromkeys(common.chapter_pages(env), tracked.store(env, "symbols").get(PAGE))


def link_symbols(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """In the running text of chapters only: a link inside a title or a link would not do."""
    known = tracked.store(app.env, "symbols").get(PAGE, {})
    if not common.chapter_of(docname):
        return
    linked: set[str] = set()
    for math in list(doctree.findall(nodes.math)):
        symbol = SAME.get(math.astext(), math.astext())
        if symbol in SHARED or symbol not in known or symbol in linked or not is_running_text(math):
            continue
        linked.add(symbol)
        place, meaning = known[symbol]
        address = f"{app.builder.get_relative_uri(docname, PAGE)}#{place}"
        math.replace_self(nodes.reference("", "", math.deepcopy(), internal=True, refuri=address,
                                          reftitle=meaning, classes=["symbol"]))


def is_running_text(node: nodes.Node) -> bool:
    paragraph = node.parent
    return isinstance(paragraph, nodes.paragraph) and isinstance(paragraph.parent, nodes.section)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("doctree-read", read_notation)
    tracked.follow(app, "symbols", shown)
    app.connect("doctree-resolved", link_symbols)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
