"""The ``predict`` directive: a question before the theory, a place for the reader's answer, and the folded
answer.

The page holds a native form. answers.js says how far off an answer was and keeps it on the device. Without
the script, and on paper, a number has no field, and choices are a list.
"""

from __future__ import annotations

import hashlib
import math
import re
from html import escape
from typing import Any, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx

from winit_site.blocks.boxes import BlockDirective, block, block_title, fold
from winit_site.common import Refused
from winit_site.facts import run_data
from winit_site.facts.number_format import NARROW_SPACE
from winit_site.facts.plain_math import plain_text
from winit_site.facts.typed_text import typed_numbers

MARK = re.compile(r"\[([ xX])\]\s*")
WITHIN = re.compile(r"(factor\s+)?(\d+(?:\.\d+)?)")
PERCENT = NARROW_SPACE + "%"


class guess(nodes.General, nodes.Element):
    """The form of an answer; its children are the choices, of which there are none for a number."""


class choice(nodes.General, nodes.TextElement):
    """One choice; ``index`` counts from zero. A formula is ``read`` as text, since not every reader of the
    screen takes one for a name."""


class Within(NamedTuple):
    """How near counts as right: by a factor from above one, or by a difference from zero."""

    by_factor: bool
    size: float


def within(text: str | None) -> Within:
    match = WITHIN.fullmatch((text or "").strip())
    accepted = "accepted: factor F with F above 1, or a largest difference such as 0.05"
    if not match:
        raise Refused(f'predict: within: "{text or ""}" does not say how near counts as right; {accepted}')
    found = Within(bool(match[1]), float(match[2]))
    if found.by_factor and found.size <= 1:
        raise Refused(f"predict: within: no answer is within a factor of {match[2]}; {accepted}")
    return found


def key_of(docname: str, question: str) -> str:
    """Under this name an answer is kept. A question that was changed has another one, so that no answer is
    held against a question that it was not given to."""
    return hashlib.sha256(f"{docname}\n{question}".encode()).hexdigest()[:8]


def marked_choices(box: nodes.Element) -> nodes.bullet_list | None:
    """The list that ends the question, if it is one of choices: `- [ ]` and `- [x]`."""
    last = box.children[-1]
    if not isinstance(last, nodes.bullet_list):
        return None
    return last if any(MARK.match(item.astext()) for item in last.children) else None


def choices_of(items: nodes.bullet_list) -> guess:
    form, right = guess(), []
    for index, item in enumerate(items.children):
        text = next(iter(item.findall(nodes.Text)), "")
        match = MARK.match(text)
        shown = " ".join(item.astext().split())[:40]
        if not match:
            raise Refused(f'predict: choice "{shown}" begins with neither [ ] nor [x]')
        if len(item.children) != 1 or not isinstance(item.children[0], nodes.paragraph):
            raise Refused(f'predict: choice "{shown}" is more than one paragraph')
        text.parent.replace(text, nodes.Text(text[match.end():]))
        right += [str(index)] if match[1] != " " else []
        form += choice("", "", *item.children[0].children, index=index)
        if next(iter(item.findall(nodes.math)), None) is not None:
            form.children[-1]["read"] = plain_text(form.children[-1])
    if len(form.children) < 2:
        raise Refused("predict: one choice is no question; list two or more")
    if len(right) != 1:
        raise Refused(f"predict: {len(right)} choices are marked [x]; exactly one must be right")
    form["facts"] = {"right": right[0]}
    return form


class Predict(BlockDirective):
    """A question before the theory, a line `---`, and its folded answer.

    The reader can commit to an answer if it is one of several or a number. A list that ends the question gives
    the choices, as `- [ ] this one` and, exactly once, `- [x] the right one`. For a number, `:answer:` names a
    value of the run, as `name` or `name|format`, and `:within:` says how near counts as right: `factor 2`, or a
    largest difference such as `0.05` (in percent points for a percentage). `:unit:` stands behind the field.
    """

    option_spec = {"answer": directives.unchanged_required, "within": directives.unchanged_required,
                   "unit": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        lines = [line.strip() for line in self.content]
        if "---" not in lines:
            self.refuse("predict: put a line --- between the question and the answer")
            return []
        middle = lines.index("---")
        box = block("", block_title(label="Predict first"), kind="predict")
        self.parse_into(box, self.content[:middle], self.content_offset)
        try:
            self._add_form(box, "\n".join(lines[:middle]))
        except Refused as fault:
            self.refuse(str(fault))
        answer = fold(kind="predict-answer", summary="Show the answer")
        self.parse_into(answer, self.content[middle + 1:], self.content_offset + middle + 1)
        box += answer
        return [box]

    def _add_form(self, box: nodes.Element, question: str) -> None:
        items = marked_choices(box)
        if items is not None and self.options:
            raise Refused("predict: it has choices, so it takes no option; remove :"
                          + ": :".join(self.options) + ":")
        if items is not None:
            box.remove(items)
            form = choices_of(items)
        elif self.options:
            form = self._number()
        else:
            return
        form["facts"] = {"key": key_of(self.env.docname, question), **form["facts"]}
        box += form

    def _number(self) -> guess:
        if "answer" not in self.options:
            raise Refused("predict: no :answer: to hold a prediction against; name a value of the run")
        name = self.options["answer"]
        for number in typed_numbers(name.partition("|")[0]):
            raise Refused(f'predict: typed number "{number}" as the answer; name a value of the run')
        quoted = run_data.quote(self.env, name)
        near, unit = within(self.options.get("within")), self._unit()
        percent = quoted.shown.plain.endswith(PERCENT)
        if percent and unit:
            raise Refused("predict: the answer is shown in percent, so it has no other unit; remove :unit:")
        truth = quoted.record["value"] * (100 if percent else 1)
        if not math.isfinite(truth) or (near.by_factor and truth <= 0):
            raise Refused(f"predict: no prediction is within a factor of {truth}; give a largest difference")
        facts = {"answer": f"{truth:.12g}", "shown": quoted.shown.plain + unit,
                 "factor" if near.by_factor else "difference": f"{near.size:g}"}
        return guess(facts=facts, unit=PERCENT if percent else unit)

    def _unit(self) -> str:
        unit = self.options.get("unit", "").strip()
        for number in typed_numbers(unit):
            raise Refused(f'predict: typed number "{number}" in the unit')
        return f" {unit}" if unit else ""


def visit_guess(self: Any, node: guess) -> None:
    facts = "".join(f' data-{name}="{escape(value)}"' for name, value in node["facts"].items())
    unit = node.get("unit", "")
    of_unit = f' data-unit="{escape(unit)}"' if unit else ""
    self.body.append(f'<form class="guess" autocomplete="off"{facts}{of_unit}>\n')
    if node.children:
        self.body.append("<fieldset>\n<legend>Your prediction</legend>\n")
    else:
        self.body.append('<label>Your prediction <input type="text" inputmode="decimal" maxlength="40" size="9">'
                         f"{escape(unit)}</label>\n")


def depart_guess(self: Any, node: guess) -> None:
    if node.children:
        self.body.append("</fieldset>\n")
    self.body.append('<button type="submit">Commit</button>\n<div class="verdict" role="status"></div>\n</form>\n')


def visit_choice(self: Any, node: choice) -> None:
    read = f' aria-label="{escape(node["read"])}"' if "read" in node else ""
    self.body.append(f'<label><input type="radio" name="guess" value="{node["index"]}"{read}> <span>')


def depart_choice(self: Any, node: choice) -> None:
    self.body.append("</span></label>\n")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(guess, html=(visit_guess, depart_guess))
    app.add_node(choice, html=(visit_choice, depart_choice))
    app.add_directive("predict", Predict)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
