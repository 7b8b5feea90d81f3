"""Links to figures: ``{numref}`fig-name```, ``[](#fig-name)`` and ``[words](#fig-name)``.

Sphinx numbers figures over the whole book and knows only its own; these are numbered per chapter.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from winit_site import common, tracked
from winit_site.blocks.figures import figure_label

PREFIX = "fig-"


class figure_link(nodes.Inline, nodes.TextElement):
    """A link to the figure ``name``; without children it shows the figure's number."""


def target_of(node: nodes.Element) -> str:
    """``fig-name`` if a reference of any kind points to a figure."""
    if isinstance(node, addnodes.pending_xref) and node["reftype"] in ("numref", "ref", "myst"):
        target = node["reftarget"]
    else:
        target = node.get("refuri", "") if node.get("id_link") else ""
    target = target.lstrip("#")
    return target if target.startswith(PREFIX) else ""


class FindFigureLinks(SphinxTransform):
    default_priority = 300  # before MyST looks for the targets itself

    def apply(self, **kwargs: Any) -> None:
        for kind in (addnodes.pending_xref, nodes.reference):
            for node in list(self.document.findall(kind)):
                target = target_of(node)
                if target:
                    node.replace_self(self._link(node, target[len(PREFIX):]))

    def _link(self, node: nodes.Element, name: str) -> figure_link:
        typed = node.children if node.get("refexplicit", True) else []
        link = figure_link("", "", *typed, name=name)
        link.source, link.line = node.source, node.line
        used = tracked.store(self.env, "figure_links").setdefault(self.env.docname, [])
        used.append(name)
        return link


def find_figure(env: BuildEnvironment, docname: str, name: str) -> list[tuple[str, str]]:
    """Pages that show the figure, with its label; a page's own figure comes before others', and the
    page of the chapter that draws it before one that borrows it."""
    found = [(page, figure_label(page, index), common.chapter_of(page) == slug)
             for page, figures in sorted(tracked.store(env, "figures").items())
             for index, (slug, shown) in enumerate(figures, 1) if shown == name]
    own = [place for place in found if place[0] == docname]
    home = [place for place in found if place[2]]
    return [place[:2] for place in own or home or found]


class SetFigureLinks(SphinxPostTransform):
    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        for link in list(self.document.findall(figure_link)):
            places = find_figure(self.env, self.env.docname, link["name"])
            if len(places) != 1:
                self._refuse(link, places)
                link.replace_self(link.children or nodes.Text(link["name"]))
                continue
            page, label = places[0]
            uri = self.app.builder.get_target_uri
            here = self.env.docname
            path = relative_uri(uri(here), uri(page)) if page != here else ""
            text = link.children or [nodes.Text(label)]
            link.replace_self(nodes.reference("", "", *text, internal=True,
                                              refuri=f'{path}#{PREFIX}{link["name"]}',
                                              classes=["figure-link"]))

    def _refuse(self, link: figure_link, places: list[tuple[str, str]]) -> None:
        known = {name for figures in tracked.store(self.env, "figures").values()
                 for _, name in figures}
        if places:
            pages = ", ".join(page for page, _ in places)
            common.refuse(f'figure "{link["name"]}" is shown on several pages: {pages}', link)
        else:
            common.refuse(f'unknown figure "{link["name"]}"; '
                          + common.close_names(link["name"], known), link)


def shown(env: BuildEnvironment) -> dict[str, Any]:
    """Page -> where the figures are that it links to, with their numbers."""
    return {page: [find_figure(env, page, name) for name in used]
            for page, used in tracked.store(env, "figure_links").items()}


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(figure_link)
    app.add_transform(FindFigureLinks)
    app.add_post_transform(SetFigureLinks)
    tracked.follow(app, "figures", shown)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
