"""``chapters``: the list of the chapters on the front page, each with its answer in one sentence."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

import common
from blocks import block


class chapter_list(nodes.General, nodes.Element):
    """The place of the list."""


class Chapters(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        common.store(self.env, "chapter_lists")[self.env.docname] = True
        return [chapter_list()]


def chapter_pages(env: BuildEnvironment) -> list[str]:
    return sorted(page for page in env.found_docs if common.chapter_of(page))


def note_answer(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the front page quotes: the first sentence of a chapter's answer."""
    if not common.chapter_of(app.env.docname):
        return
    for box in doctree.findall(lambda node: isinstance(node, block) and node["kind"] == "answer"):
        paragraph = next(iter(box.findall(nodes.paragraph)), None)
        strong = next(iter(paragraph.findall(nodes.strong)), None) if paragraph else None
        if strong:
            common.store(app.env, "answers")[app.env.docname] = strong.deepcopy()
        return


def stale_lists(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages with the list, when a title or an answer is not what the last build had."""
    answers = common.store(env, "answers")
    now = [(page, env.titles[page].astext(), answers[page].pformat() if page in answers else "")
           for page in chapter_pages(env)]
    before = env.__dict__.get("winit_answers_shown")
    env.__dict__["winit_answers_shown"] = now
    return sorted(common.store(env, "chapter_lists")) if now != before else []


class SetChapters(SphinxPostTransform):
    default_priority = 5  # before references are resolved: answers may hold some

    def run(self, **kwargs: Any) -> None:
        for place in list(self.document.findall(chapter_list)):
            listing = nodes.bullet_list(classes=["chapters"])
            listing += [self._item(page) for page in chapter_pages(self.env)]
            place.replace_self(listing)

    def _item(self, page: str) -> nodes.list_item:
        number = str(common.chapter_number(common.chapter_of(page) or ""))
        address = self.app.builder.get_relative_uri(self.env.docname, page)
        link = nodes.reference("", self.env.titles[page].astext(), internal=True, refuri=address)
        item = nodes.list_item("", nodes.paragraph("", number, classes=["number"]),
                               nodes.paragraph("", "", link, classes=["question"]))
        answer = common.store(self.env, "answers").get(page)
        if answer:
            copy = answer.deepcopy()
            for node in copy.findall(nodes.Element):
                if "refdoc" in node:
                    node["refdoc"] = self.env.docname
            item += nodes.paragraph("", "", *copy.children)
        return item


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(chapter_list)
    app.add_directive("chapters", Chapters)
    app.connect("doctree-read", note_answer)
    app.connect("env-updated", stale_lists)
    app.add_post_transform(SetChapters)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
