"""Blocks that arrange text: answer, detail, slide-says, erratum, exercise, hint, solution."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from winit_site import common
from winit_site.blocks.claims import claim_reference
from winit_site.blocks.listings import listing_box

SLIDES = 14
SLIDE_LABELS = ("It says", "Run it", "True is")


class block(nodes.General, nodes.Element):
    """A box; ``kind`` is its CSS class."""


class slide_box(block):
    """What a slide says, what it does when run, what is true."""


class block_title(nodes.General, nodes.TextElement):
    """The top line of a box: ``label`` is fixed, what follows was typed."""


class fold(nodes.General, nodes.Element):
    """Folded text under ``summary``, or under a title that was typed."""


class fold_title(nodes.General, nodes.TextElement):
    """What a fold is about, as its author says it."""


class erratum(nodes.General, nodes.Element):
    """A further error of a slide: its title, then the folded text."""


class erratum_title(nodes.General, nodes.TextElement):
    """What the error is about."""


class BlockDirective(SphinxDirective):
    has_content = True

    def parse_into(self, node: nodes.Element, content: StringList, offset: int) -> nodes.Element:
        self.assert_has_content()
        self.set_source_info(node)
        self.state.nested_parse(content, offset, node)
        return node

    def parse(self, node: nodes.Element) -> nodes.Element:
        return self.parse_into(node, self.content, self.content_offset)

    def refuse(self, message: str) -> None:
        common.refuse(message, self.get_location())


class Answer(BlockDirective):
    """The chapter's answer. The first paragraph stands out in bold, the others say why."""

    def run(self) -> list[nodes.Node]:
        box = self.parse(block(kind="answer"))
        first = box.children[0]
        if isinstance(first, nodes.paragraph):
            first[:] = [nodes.strong("", "", *first.children)]
        return [box]


class Detail(BlockDirective):
    """What the line of thought can do without, folded. The argument is what stands above the fold.

    Folded text does not count as time to read. No claim and no figure belongs in here.
    """

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        typed, messages = self.state.inline_text(self.arguments[0], self.lineno)
        return [self.parse(fold("", fold_title("", "", *typed), kind="detail")), *messages]


class SlideSays(BlockDirective):
    """What a slide says, what it does when run, and what is true. The argument is the slide's number.

    Its three paragraphs begin with **It says**, **Run it** and **True is**, and a `claim-ref` links the claim
    that proves the last. The page of errata gathers these boxes.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        number = self.arguments[0]
        if not number.isdecimal() or not 1 <= int(number) <= SLIDES:
            self.refuse(f'slide-says: no slide "{number}"; there are 1 to {SLIDES}')
        title = block_title(label=f"The slide says (slide {number})")
        box = self.parse(slide_box("", title, kind="slide-says", slide=number,
                                   ids=[f"slide-{number}"]))
        self.check(box)
        return [box]

    def check(self, box: nodes.Element) -> None:
        """A text on a slide says three things and links what proves them."""
        further = set(box.findall(erratum)) - {box}
        own = [part for child in box.children if child not in further
               for part in child.findall()]
        if not any(isinstance(part, claim_reference) for part in own):
            self.refuse(f"{self.name}: no claim proves what is true; "
                        "link one with {claim-ref}`id`")
        labels = {part.astext().strip(".: ") for part in own if isinstance(part, nodes.strong)}
        for label in SLIDE_LABELS:
            if label not in labels:
                self.refuse(f"{self.name}: no paragraph begins with **{label}**")


class Erratum(SlideSays):
    """One more error of a slide, folded inside its box. The argument is its title.

    It has the same three paragraphs and a claim of its own. The page of errata shows it, too. With
    `:again: 5` it is an error that slide five made first, and is not counted a second time.
    """

    final_argument_whitespace = True
    option_spec = {"again": directives.nonnegative_int}

    def run(self) -> list[nodes.Node]:
        typed, messages = self.state.inline_text(self.arguments[0], self.lineno)
        again = self.options.get("again", 0)
        if again > SLIDES:
            self.refuse(f"erratum: again: no slide {again}; there are 1 to {SLIDES}")
        node = self.parse(erratum("", erratum_title("", "", *typed), again=again))
        self.check(node)
        return [node, *messages]


class Exercise(BlockDirective):
    """An exercise, numbered within its page. The argument is its title. Hint and solution stand inside."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        count = self.env.temp_data.get("winit_exercises", 0) + 1
        self.env.temp_data["winit_exercises"] = count
        typed, messages = self.state.inline_text(self.arguments[0], self.lineno)
        title = block_title("", "", *typed, label=f"Exercise {count}: ")
        box = block("", title, kind="exercise", ids=[f"exercise-{count}"])
        return [self.parse(box), *messages]


class Fold(BlockDirective):
    """A hint or a solution, folded, inside an exercise.

    A solution shows a region of the chapter's `solutions.hpp`, so that it is compiled and tested.
    """

    def run(self) -> list[nodes.Node]:
        node = self.parse(fold(kind=self.name, summary=self.name.capitalize()))
        slug = common.chapter_of(self.env.docname)
        wanted = f"chapters/{slug}/solutions.hpp"
        shown = {box["path"] for box in node.findall(listing_box)}
        if self.name == "solution" and wanted not in shown:
            self.refuse("solution: its code must be compiled; "
                        f"show it with {{listing}} {wanted} name")
        return [node]


def visit_block(self: Any, node: block) -> None:
    identity = f' id="{node["ids"][0]}"' if node["ids"] else ""
    self.body.append(f'<div class="{node["kind"]}"{identity}>\n')


def depart_block(self: Any, node: block) -> None:
    self.body.append("</div>\n")


def visit_title(self: Any, node: block_title) -> None:
    self.body.append(f'<p class="block-title">{escape(node["label"])}')


def depart_title(self: Any, node: block_title) -> None:
    self.body.append("</p>\n")


def visit_fold(self: Any, node: fold) -> None:
    self.body.append(f'<details class="{node["kind"]}">\n')
    if "summary" in node:
        self.body.append(f'<summary>{node["summary"]}</summary>\n')


def visit_fold_title(self: Any, node: fold_title) -> None:
    self.body.append("<summary>")


def depart_fold_title(self: Any, node: fold_title) -> None:
    self.body.append("</summary>\n")


def depart_fold(self: Any, node: fold) -> None:
    self.body.append("</details>\n")


def visit_erratum(self: Any, node: erratum) -> None:
    self.body.append('<details class="erratum">\n')


def visit_erratum_title(self: Any, node: erratum_title) -> None:
    self.body.append("<summary>Also wrong: ")


def depart_erratum_title(self: Any, node: erratum_title) -> None:
    self.body.append("</summary>\n")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(block, html=(visit_block, depart_block))
    app.add_node(slide_box, html=(visit_block, depart_block))
    app.add_node(block_title, html=(visit_title, depart_title))
    app.add_node(fold, html=(visit_fold, depart_fold))
    app.add_node(fold_title, html=(visit_fold_title, depart_fold_title))
    app.add_node(erratum, html=(visit_erratum, depart_fold))
    app.add_node(erratum_title, html=(visit_erratum_title, depart_erratum_title))
    app.add_directive("answer", Answer)
    app.add_directive("detail", Detail)
    app.add_directive("slide-says", SlideSays)
    app.add_directive("erratum", Erratum)
    app.add_directive("exercise", Exercise)
    app.add_directive("hint", Fold, override=True)  # docutils has an admonition of that name
    app.add_directive("solution", Fold)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
