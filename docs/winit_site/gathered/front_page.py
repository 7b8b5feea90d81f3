"""``chapters``: the list of the chapters on the front page, each with its answer in one sentence."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from winit_site import common, tracked
from winit_site.blocks.boxes import block
from winit_site.gathered import pieces


class chapter_list(nodes.General, nodes.Element):
    """The place of the list."""


class Chapters(SphinxDirective):
    """The chapters, each with the first sentence of its answer."""

    def run(self) -> list[nodes.Node]:
        tracked.store(self.env, "chapter_lists")[self.env.docname] = True
        return [chapter_list()]


def note_answer(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the front page quotes: the first sentence of a chapter's answer."""
    if not common.chapter_of(app.env.docname):
        return
    for box in doctree.findall(lambda node: isinstance(node, block) and node["kind"] == "answer"):
        paragraph = next(iter(box.findall(nodes.paragraph)), None)
        strong = next(iter(paragraph.findall(nodes.strong)), None) if paragraph else None
        if strong:
            tracked.store(app.env, "answers")[app.env.docname] = strong.deepcopy()
        return


def shown(env: BuildEnvironment) -> dict[str, Any]:
    """A page with the list shows the title and the answer of every chapter."""
    answers = tracked.store(env, "answers")
    listed = [(page, env.titles[page].astext(), answers[page].pformat() if page in answers else "")
              for page in common.chapter_pages(env)]
    return dict.fromkeys(tracked.store(env, "chapter_lists"), listed)


class SetChapters(SphinxPostTransform):
    default_priority = 5  # before references are resolved: answers may hold some

    def run(self, **kwargs: Any) -> None:
        for place in list(self.document.findall(chapter_list)):
            listing = nodes.bullet_list(classes=["chapters"])
            listing += [self._item(page) for page in common.chapter_pages(self.env)]
            place.replace_self(listing)

    def _item(self, page: str) -> nodes.list_item:
        number = str(common.chapter_number(common.chapter_of(page) or ""))
        address = self.app.builder.get_relative_uri(self.env.docname, page)
        link = nodes.reference("", self.env.titles[page].astext(), internal=True, refuri=address)
        item = nodes.list_item("", nodes.paragraph("", number, classes=["number"]),
                               nodes.paragraph("", "", link, classes=["question"]))
        answer = tracked.store(self.env, "answers").get(page)
        if answer:
            item += nodes.paragraph("", "", *pieces.copies(self.env, answer.children))
        return item


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(chapter_list)
    app.add_directive("chapters", Chapters)
    app.connect("doctree-read", note_answer)
    tracked.follow(app, "answers", shown)
    app.add_post_transform(SetChapters)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
