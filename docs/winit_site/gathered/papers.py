"""``papers``: the map from every paper that the book cites to its equations, their code and tests.

docs/papers.json says what a paper is cited for: ``equations``, each with an id, the formula, the file
that computes it and the claims that test it; or, in words, what else it ``gives``.
"""

from __future__ import annotations

import json
import posixpath
from pathlib import Path
from typing import Any, Iterator

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinxcontrib.bibtex.roles import CitationRef

from winit_site import common, source_links, tracked
from winit_site.blocks import claims
from winit_site.facts import bibliography
from winit_site.facts.bibliography import Paper
from winit_site.gathered import pieces


class home_of_claim(nodes.Inline, nodes.Element):
    """The place of a link to the chapter that makes a ``claim``."""


def cited(env: BuildEnvironment) -> dict[str, tuple[str, int]]:
    """Key -> a place of the text that cites the paper; the map's own citations do not count."""
    of_map = {(page, name) for page, names in tracked.store(env, "papers").items()
              for name in names["citations"]}
    return {key: (ref.docname, ref.line)
            for ref in reversed(env.get_domain("cite").citation_refs)
            if (ref.docname, ref.citation_ref_id) not in of_map for key in keys(ref)}


def keys(citation: CitationRef) -> list[str]:
    """The papers of a citation; sphinxcontrib-bibtex keeps their pages with them from 2.6 on."""
    if hasattr(citation, "targets"):
        return [target.key for target in citation.targets]
    return list(citation.keys)


def known_papers(env: BuildEnvironment) -> tuple[dict[str, Any], dict[str, Paper]]:
    """Key -> what the book cites a paper for; key -> who wrote it, and when."""
    file = common.repo_root(env) / "docs" / "papers.json"
    references = file.with_name("references.bib")
    for read in (file, references):
        env.note_dependency(str(read))
    return json.loads(file.read_text(encoding="utf-8")), bibliography.read(references)


class Papers(SphinxDirective):
    """What each cited paper is cited for: its equations with their code and their claims.

    The facts stand in `docs/papers.json`. A paper that is cited and not in there fails the build, and
    so does one that is in there and not cited.
    """

    def run(self) -> list[nodes.Node]:
        pieces.gathers(self.env)
        papers, written_by = known_papers(self.env)
        self.ids: set[str] = set()
        listing = nodes.container(classes=["papers"])
        for key in sorted(papers,
                          key=lambda key: (written_by[key].year if key in written_by else 0, key)):
            listing += self._paper(key, papers[key])
        tracked.store(self.env, "papers")[self.env.docname] = {
            "keys": list(papers), "line": self.lineno,
            "citations": [place["ids"][0] for place in listing.findall(addnodes.pending_xref)
                          if place.get("refdomain") == "cite"]}
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
            ending = Path(self.env.doc2path(page)).suffix
            return f"[`{name}`]({posixpath.relpath(page, here)}{ending})"
        source_links.register(self.env, path)
        address = source_links.uri(self.env.app, self.env.docname, path)
        return f'<a href="{address}"><code>{name}</code></a>'


class Home(SphinxRole):
    """A link to the chapter that makes a claim."""

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
            link = pieces.link_to(self.app, page, "", nodes.Text(words))
            place.replace_self(link)


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Runs in every build: a citation may be new or gone where the map is as it was."""
    for message, location in faults(env):
        common.refuse(message, location)


def faults(env: BuildEnvironment) -> Iterator[tuple[str, Any]]:
    """Messages, each with the place of the page that it is about."""
    for page, shown in sorted(tracked.store(env, "papers").items()):
        used = cited(env)
        for key in sorted(used.keys() - set(shown["keys"])):
            yield (f'paper "{key}" is cited, and docs/papers.json does not say for what; '
                   'give it "equations", or say in words what it "gives"'), used[key]
        for key in sorted(set(shown["keys"]) - used.keys()):
            yield f'docs/papers.json has the paper "{key}", and no page cites it', (page, shown["line"])


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(home_of_claim)
    app.add_directive("papers", Papers)
    app.add_role("home", Home())
    app.add_post_transform(SetHomes)
    app.connect("env-updated", check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
