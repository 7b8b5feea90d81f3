"""``exercises``: the questions of all chapters; hints and solutions stay with them."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from winit_site import common
from winit_site.gathered import pieces
from winit_site.blocks.boxes import block, block_title, fold
from winit_site.blocks.values import given_node


class exercises_of_chapter(nodes.General, nodes.Element):
    """The place of the exercises of a ``page``."""


def exercises(env: BuildEnvironment, page: str) -> list[block]:
    return [box for box in env.get_doctree(page).findall(block) if box["kind"] == "exercise"]


class AllExercises(SphinxDirective):
    """The questions of all chapters; hints and solutions stay with them."""

    def run(self) -> list[nodes.Node]:
        pieces.gathers(self.env)
        return [self._section(page) for page in common.chapter_pages(self.env)]

    def _section(self, page: str) -> nodes.section:
        slug = common.chapter_of(page) or ""
        number = given_node("", str(common.chapter_number(slug)))
        title = nodes.title("", "", number, nodes.Text(" " + pieces.title_of(self.env, page)))
        return nodes.section("", title, exercises_of_chapter(page=page), ids=[f"exercises-{slug}"])


class SetExercises(SphinxPostTransform):
    default_priority = 4  # before the claims, figures and references that the copies hold

    def run(self, **kwargs: Any) -> None:
        for place in list(self.document.findall(exercises_of_chapter)):
            page = place["page"]
            found = [self._question(page, box) for box in exercises(self.env, page)]
            place.replace_self(found or [nodes.paragraph("", "No exercises yet.")])

    def _question(self, page: str, box: block) -> block:
        """The exercise without its folds; its title leads to them."""
        anchor, slug = box["ids"][0], common.chapter_of(page)
        title = next(iter(box.findall(block_title)))
        question = [child for child in box.children if child is not title]
        folds = [child for child in question if isinstance(child, fold)]
        question = [child for child in question if child not in folds]
        kinds = " and ".join(node["kind"] for node in folds)
        link = pieces.link_to(self.app, page, anchor, nodes.Text(f"To its {kinds}"))
        return block("", block_title("", "", *pieces.copies(self.env, title.children),
                                     label=title["label"]),
                     *pieces.copies(self.env, question),
                     nodes.paragraph("", "", link), kind="exercise", ids=[f"{slug}-{anchor}"])


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(exercises_of_chapter)
    app.add_directive("exercises", AllExercises)
    app.add_post_transform(SetExercises)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
