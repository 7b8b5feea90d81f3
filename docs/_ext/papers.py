"""``papers``: the map from every paper that the book cites to its equations, their code and tests.
``timeline``: the papers that brought a new start, on a line of years.

docs/papers.json says what a paper is cited for: ``equations``, each with an id, the formula, the file
that computes it and the claims that test it; or, in words, what else it ``gives``.
"""

from __future__ import annotations

import json
import posixpath
import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

import claims
import common
import gather

CITED = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
ENTRY = re.compile(r"^@\w+\{(\w+),(.*?)^\}", re.M | re.S)
FIELD = re.compile(r"^\s*(author|year)\s*=\s*\{(.*?)\},?\s*$", re.M | re.S)
FIRST_YEAR, LAST_YEAR = 1986, 2022


class home_of_claim(nodes.Inline, nodes.Element):
    """The place of a link to the chapter that makes a ``claim``."""


def written(env: BuildEnvironment) -> list[Path]:
    root = common.repo_root(env)
    return sorted([*root.glob("docs/*.md"), *root.glob("chapters/*/index.md")])


def cited(env: BuildEnvironment) -> set[str]:
    """Keys that the text of the book cites."""
    texts = (file.read_text(encoding="utf-8") for file in written(env))
    return {key.strip() for text in texts for keys in CITED.findall(text)
            for key in keys.split(",")}


def bibliography(env: BuildEnvironment) -> dict[str, dict[str, str]]:
    text = (common.repo_root(env) / "docs" / "references.bib").read_text(encoding="utf-8")
    return {key: dict(FIELD.findall(fields)) for key, fields in ENTRY.findall(text)}


def known_papers(env: BuildEnvironment) -> dict[str, Any]:
    file = common.repo_root(env) / "docs" / "papers.json"
    env.note_dependency(str(file))
    env.note_dependency(str(file.with_name("references.bib")))
    return json.loads(file.read_text(encoding="utf-8"))


class Papers(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        gather.gathers(self.env)
        papers, years = known_papers(self.env), bibliography(self.env)
        self.ids: set[str] = set()
        listing = nodes.container(classes=["papers"])
        used = cited(self.env)
        for key in sorted(used - papers.keys()):
            self.refuse(f'paper "{key}" is cited, and docs/papers.json does not say for what; '
                        'give it "equations", or say in words what it "gives"')
        for key in sorted(used & papers.keys(),
                          key=lambda key: (years.get(key, {}).get("year", ""), key)):
            listing += self._paper(key, papers[key])
        return [listing]

    def refuse(self, message: str) -> None:
        common.refuse(message, self.get_location())

    def _paper(self, key: str, paper: dict[str, Any]) -> nodes.container:
        lines = [f"**{{cite:t}}`{key}`**", ""]
        if paper.get("gives"):
            lines.append(f"- {paper['gives']}")
        lines += [self._equation(key, equation) for equation in paper.get("equations", [])]
        if len(lines) == 2:
            self.refuse(f'paper "{key}" has neither "equations" nor what it "gives"')
        box = nodes.container(ids=[f"paper-{key}"])
        self.state.nested_parse(StringList(lines, source=self.env.docname), 0, box)
        return box

    def _equation(self, key: str, equation: dict[str, Any]) -> str:
        """A line of the list, as an author would write it."""
        name, code, tests = equation["id"], equation["code"], equation["claims"]
        if name in self.ids:
            self.refuse(f'paper "{key}": equation "{name}" is there twice')
        self.ids.add(name)
        if not (common.repo_root(self.env) / code).is_file():
            self.refuse(f'paper "{key}", equation "{name}": no file "{code}"')
        if not tests:
            self.refuse(f'paper "{key}", equation "{name}": no claim tests it')
        number = f"equation {{given}}`{equation['number']}`, " if "number" in equation else ""
        proofs = ", ".join(f"{{home}}`{claim}`: {{claim-ref}}`{claim}`" for claim in tests)
        return f"- ${equation['tex']}$ ({number}{self._code_link(code)}). {proofs}"

    def _code_link(self, path: str) -> str:
        name, page = Path(path).name, f"api/{Path(path).stem}"
        if path.startswith("snippets/") and page in self.env.found_docs:
            here = posixpath.dirname(self.env.docname) or "."
            return f"[`{name}`]({posixpath.relpath(page, here)}.rst)"
        common.register_source(self.env, path)
        address = common.source_uri(self.env.app, self.env.docname, path)
        return f'<a href="{address}"><code>{name}</code></a>'


class Home(SphinxRole):
    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        return [home_of_claim(claim=self.text)], []


class SetHomes(SphinxPostTransform):
    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        pages = claims.homes(self.env)
        for place in list(self.document.findall(home_of_claim)):
            page = pages.get(place["claim"], self.env.docname)
            slug = common.chapter_of(page)
            words = f"chapter {common.chapter_number(slug)}" if slug else "this book"
            link = gather.link_to(self.app, page, "", nodes.Text(words))
            place.replace_self(link)


# The timeline.

WIDTH, ROW, TOP, AXIS, TEXT = 480, 34, 24, 56, 96
MARKS = (1990, 2000, 2010, 2020)


class timeline(nodes.General, nodes.Element):
    """The drawing ``svg``; its children are the caption."""


class Timeline(SphinxDirective):
    has_content = True

    def run(self) -> list[nodes.Node]:
        papers, facts = known_papers(self.env), bibliography(self.env)
        rows = sorted((int(facts[key]["year"]), key, paper["start"])
                      for key, paper in papers.items() if "start" in paper and key in facts)
        node = timeline(svg=draw([(year, surnames(facts[key]["author"]), start)
                                  for year, key, start in rows]))
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def surnames(authors: str) -> str:
    names = [name.split(",")[0].strip() for name in re.split(r"\s+and\s+", authors)]
    return " and ".join(names) if len(names) < 3 else f"{names[0]} et al."


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
    app.add_node(home_of_claim)
    app.add_node(timeline, html=(visit_timeline, depart_timeline))
    app.add_directive("papers", Papers)
    app.add_directive("timeline", Timeline)
    app.add_role("home", Home())
    app.add_post_transform(SetHomes)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
