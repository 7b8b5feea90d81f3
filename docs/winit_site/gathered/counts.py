"""``{count}`claims```: how many of something the book holds, counted when the page is written."""

from __future__ import annotations

from typing import Any, Callable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole

from winit_site import common, tracked
from winit_site.gathered import errata
from winit_site.gathered import exercises
from winit_site.gathered import pieces
from winit_site.facts import number_format
from winit_site.facts import regions
from winit_site.facts import reports
from winit_site.blocks.values import value_node


class count_node(nodes.Inline, nodes.Element):
    """The place of the number of ``thing``."""


def recorded(env: BuildEnvironment, name: str) -> list[Any]:
    """What all pages recorded under a name, one after another."""
    return [entry for entries in tracked.store(env, name).values() for entry in entries]


def evidence(env: BuildEnvironment, *kinds: str) -> int:
    tested, _ = reports.load(common.claims_dir(env))
    tests = {(test["file"], test["line"]): test for found in tested.values() for test in found}
    return len(reports.evidence(list(tests.values()), *kinds))


def proofs_of_errors(env: BuildEnvironment) -> int:
    return len(set().union(*(error.claims() for error in errata.errors(env))))


COUNTS: dict[str, tuple[str, Callable[[BuildEnvironment], int]]] = {
    "chapters": ("chapters", lambda env: len(common.chapter_pages(env))),
    "values": ("numbers on the pages that come from a program",
               lambda env: sum(tracked.store(env, "values_shown").values())),
    "claims": ("sentences proven by a test", lambda env: len(recorded(env, "claims"))),
    "measurements": ("comparisons that the claims' tests make",
                     lambda env: evidence(env, "holds", "fails", "twin")),
    "controls": ("wrong formulas that the same checks refuse",
                 lambda env: evidence(env, "control")),
    "regions": ("named pieces of compiled code that the pages show",
                lambda env: len(regions.of_book(common.repo_root(env)).by_name)),
    "figures": ("figures drawn from a run", lambda env: len(set(recorded(env, "figures")))),
    "exercises": ("exercises with a tested solution",
                  lambda env: sum(len(exercises.exercises(env, page))
                                  for page in common.chapter_pages(env))),
    "errors": ("errors of the slides, each counted once",
               lambda env: sum(not error.again for error in errata.errors(env))),
    "slides": ("slides with an error", lambda env: len({error.slide
                                                        for error in errata.errors(env)})),
    "proofs-of-errors": ("claims that prove what a slide gets wrong", proofs_of_errors),
}


class CountRole(SphinxRole):
    """How many of something the book has, counted when the page is written.

    `chapters`, `values`, `claims`, `measurements`, `controls`, `regions`, `figures`, `exercises`, `errors`, `slides` or
    `proofs-of-errors`.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        if self.text not in COUNTS:
            common.refuse(f'unknown count "{self.text}"; '
                          + common.close_names(self.text, COUNTS), self.get_location())
            return [], []
        pieces.gathers(self.env)
        return [count_node(thing=self.text)], []


def note_values(app: Sphinx, doctree: nodes.document) -> None:
    shown = len(list(doctree.findall(value_node)))
    if shown:
        tracked.store(app.env, "values_shown")[app.env.docname] = shown


class SetCounts(SphinxPostTransform):
    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        for place in list(self.document.findall(count_node)):
            meaning, count = COUNTS[place["thing"]]
            number = count(self.env)
            place.replace_self(value_node("", number_format.integer(number).mantissa,
                                          number=repr(number), meaning=meaning))


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(count_node)
    app.add_role("count", CountRole())
    app.connect("doctree-read", note_values)
    app.add_post_transform(SetCounts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
