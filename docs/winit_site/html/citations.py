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


def visit_citation(self: Any, node: nodes.citation) -> None:
    """Without the roles of docutils, which ARIA has withdrawn; nobody cites by the label."""
    self.body.append(f'<div class="citation" id="{node["ids"][0]}">\n')


def depart_citation(self: Any, node: nodes.citation) -> None:
    self.body.append("</div>\n")


def drop_labels(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for citation in doctree.findall(nodes.citation):
        for label in list(citation.findall(nodes.label)):
            citation.remove(label)


def setup(app: Sphinx) -> dict[str, Any]:
    register_plugin("sphinxcontrib.bibtex.style.referencing", "round_author_year", RoundAuthorYear)
    app.add_node(nodes.citation, override=True, html=(visit_citation, depart_citation))
    app.connect("doctree-resolved", drop_labels)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
