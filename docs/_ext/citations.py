"""Citations read "He et al. (2015)" and "(He et al., 2015)"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle


def round_brackets() -> BracketStyle:
    return BracketStyle(left="(", right=")")


@dataclass
class RoundAuthorYear(AuthorYearReferenceStyle):
    bracket_textual: BracketStyle = field(default_factory=round_brackets)
    bracket_parenthetical: BracketStyle = field(default_factory=round_brackets)


def mark_first(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """docutils 0.19 takes the last of a list for the neighbor of the first, and then closes a list
    that it has not opened. A node that shows nothing stands between."""
    for citation in list(doctree.findall(nodes.citation)):
        if citation.parent.index(citation) == 0:
            citation.parent.insert(0, nodes.substitution_definition())


def setup(app: Sphinx) -> dict[str, Any]:
    register_plugin("sphinxcontrib.bibtex.style.referencing", "round_author_year", RoundAuthorYear)
    app.connect("doctree-resolved", mark_first)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
