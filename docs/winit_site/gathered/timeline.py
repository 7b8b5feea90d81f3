"""``timeline``: the papers that brought a new start, on a line of years.

A paper is on it if docs/papers.json names its ``start``.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from winit_site.gathered.papers import known_papers

FIRST_YEAR, LAST_YEAR = 1986, 2022
WIDTH, ROW, TOP, AXIS, TEXT = 480, 34, 24, 56, 96
MARKS = (1990, 2000, 2010, 2020)


class timeline(nodes.General, nodes.Element):
    """The drawing ``svg``; its children are the caption."""


class Timeline(SphinxDirective):
    """The papers that brought a new start, on a line of years. The content is the caption.

    A paper is on it if `docs/papers.json` names its `start`.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        papers, written_by = known_papers(self.env)
        rows = sorted((written_by[key].year, key, paper["start"])
                      for key, paper in papers.items() if "start" in paper and key in written_by)
        node = timeline(svg=draw([(year, written_by[key].authors, start)
                                  for year, key, start in rows]))
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def draw(rows: list[tuple[int, str, str]]) -> str:
    """Years on a line to the left, one row of text per paper, a leader from one to the other."""
    bottom = TOP + ROW * (len(rows) - 1)

    def height(year: int) -> float:
        return TOP + (bottom - TOP) * (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)

    lines = [f'<path d="M{AXIS} {TOP}V{bottom}" stroke-width="2"/>']
    words = []
    for mark in MARKS:
        lines.append(f'<path d="M{AXIS - 5} {height(mark):.1f}H{AXIS}"/>')
        words.append(f'<text x="{AXIS - 9}" y="{height(mark) + 5:.1f}" text-anchor="end">'
                     f"{mark}</text>")
    for index, (year, who, start) in enumerate(rows):
        y = TOP + ROW * index
        lines.append(f'<path d="M{AXIS} {height(year):.1f}L{TEXT - 6} {y}" opacity="0.6"/>')
        words.append(f'<circle cx="{AXIS}" cy="{height(year):.1f}" r="4"/>')
        words.append(f'<text x="{TEXT}" y="{y + 5}"><tspan font-weight="650">{escape(who)}</tspan> '
                     f"{year}: {escape(start)}</text>")
    alt = (f"Line of years with {len(rows)} papers, from {rows[0][1]}, {rows[0][0]}, "
           f"{rows[0][2]}, to {rows[-1][1]}, {rows[-1][0]}, {rows[-1][2]}.")
    return (f'<svg role="img" aria-label="{escape(alt)}" xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 0 {WIDTH} {bottom + TOP}" font-family="system-ui, sans-serif" '
            'font-size="14">\n<g fill="none" stroke="currentColor" stroke-width="1.2">\n'
            + "\n".join(lines) + '\n</g>\n<g fill="currentColor">\n' + "\n".join(words)
            + "\n</g>\n</svg>")


def visit_timeline(self: Any, node: timeline) -> None:
    self.body.append(f'<figure class="drawing">\n{node["svg"]}\n<figcaption>\n')


def depart_timeline(self: Any, node: timeline) -> None:
    self.body.append("</figcaption>\n</figure>\n")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(timeline, html=(visit_timeline, depart_timeline))
    app.add_directive("timeline", Timeline)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
