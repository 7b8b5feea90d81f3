"""``errata``: what every slide of the deck gets wrong, gathered from the chapters' slide boxes.

The directive's body lists the slides, one title per line. Each becomes a section; the errors under
it are those of the chapters' ``slide-says`` boxes, the further ``erratum`` blocks included.
"""

from __future__ import annotations

from typing import Any, Iterator, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from winit_site import common
from winit_site.gathered import pieces
from winit_site.blocks.boxes import SLIDES, block_title, erratum, erratum_title, slide_box
from winit_site.blocks.claims import claim_reference
from winit_site.blocks.values import given_node


class errors_of_slide(nodes.General, nodes.Element):
    """The place of the errors of slide ``number``."""


class Error(NamedTuple):
    """One error: where it is told, what it is about (if it says), and the text."""

    slide: int
    page: str
    title: list[nodes.Node]
    text: list[nodes.Node]
    again: int = 0  # The slide that made the same error first; 0: none.

    def claims(self) -> set[str]:
        return {reference["claim"] for part in self.text
                for reference in part.findall(claim_reference)}


def errors(env: BuildEnvironment) -> Iterator[Error]:
    """All errors that the chapters tell, slide by slide."""
    boxes = [(int(box["slide"]), page, box) for page in common.chapter_pages(env)
             for box in env.get_doctree(page).findall(slide_box)]
    for slide, page, box in sorted(boxes, key=lambda found: found[:2]):
        further = [child for child in box.children if isinstance(child, erratum)]
        yield Error(slide, page, [], [child for child in box.children
                                      if child not in further
                                      and not isinstance(child, block_title)])
        for node in further:
            title = next(iter(node.findall(erratum_title)))
            yield Error(slide, page, title.children,
                        [child for child in node.children if child is not title],
                        node["again"])


class Errata(SphinxDirective):
    """What the slides get wrong, gathered from the boxes of all chapters.

    The content lists the titles of the slides, one per line.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        pieces.gathers(self.env)
        titles = [line.strip() for line in self.content if line.strip()]
        if len(titles) != SLIDES:
            common.refuse(f"errata: {len(titles)} titles for {SLIDES} slides", self.get_location())
        return [self._section(number, title) for number, title in enumerate(titles, 1)]

    def _section(self, number: int, title: str) -> nodes.section:
        heading = nodes.title("", "", nodes.Text("Slide "), given_node("", str(number)),
                              nodes.Text(f": {title}"))
        return nodes.section("", heading, errors_of_slide(number=number),
                             ids=[f"slide-{number}"])


class SetErrata(SphinxPostTransform):
    default_priority = 4  # before the claims, figures and references that the copies hold

    def run(self, **kwargs: Any) -> None:
        places = list(self.document.findall(errors_of_slide))
        if not places:
            return
        known: dict[int, list[Error]] = {}
        for error in errors(self.env):
            known.setdefault(error.slide, []).append(error)
        for place in places:
            place.replace_self(self._section(known.get(place["number"], [])))

    def _section(self, found: list[Error]) -> list[nodes.Node]:
        if not found:
            return [nodes.paragraph("", "No chapter takes this slide yet.")]
        slide, page = found[0].slide, found[0].page
        link = pieces.link_to(self.app, page, f"slide-{slide}",
                              nodes.Text(self.env.titles[page].astext()))
        number = common.chapter_number(common.chapter_of(page) or "")
        home = nodes.paragraph("", f"Chapter {number}: ", link, classes=["erratum-home"])
        return [home, *(self._box(index, error) for index, error in enumerate(found, 1))]

    def _box(self, index: int, error: Error) -> slide_box:
        label = f"Error {error.slide}.{index}"
        if error.again:
            label += f" (that of slide {error.again} again)"
        title = block_title("", "", *pieces.copies(self.env, error.title),
                            label=label + (": " if error.title else ""))
        return slide_box("", title, *pieces.copies(self.env, error.text), kind="slide-says",
                         slide=error.slide, ids=[f"error-{error.slide}-{index}"])


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(errors_of_slide)
    app.add_directive("errata", Errata)
    app.add_post_transform(SetErrata)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
