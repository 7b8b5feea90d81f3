"""``run``: a chapter's output, the command that makes it and the command that tests it, in tabs; below them, where
the chapter's module was built, a button that checks the page.
``shell``: commands for the reader, in a form that tests/gates can run.

The tabs are radio buttons and labels: they work without JavaScript.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from winit_site import common
from winit_site.common import Refused
from winit_site.facts import modules
from winit_site.facts.typed_text import typed_numbers

# What tests/gates/shell.py knows how to try.
SHELL_LINE = re.compile(
    r"\./tutorial (?:site|test|setup|bench|help|serve(?: \d+)?|accept(?: \d+)?)"
    r"|\./tutorial run \d+(?: [\w./=-]+)*"
    r"|ctest --test-dir build [\w. ^$-]+"
    r"|(?:cmake|c\+\+) -.+")


class run_tabs(nodes.General, nodes.Element):
    """Tabs; each child is a ``run_panel``."""


class page_check(nodes.General, nodes.Element):
    """The button that runs chapter ``slug`` in the page, which takes as long as ``takes`` says."""


class run_panel(nodes.General, nodes.Element):
    """One tab: its ``label`` and its text."""


def test_command(slug: str) -> str:
    return f"ctest --test-dir build --output-on-failure -R {slug}"


class Run(SphinxDirective):
    """Tabs: the chapter's output, the command that makes it and the command that tests it.

    Outside a chapter, the argument names one: `06-he`. In a chapter there is a button below, which runs the chapter
    in the page and compares every number on it. `:takes:` says in words how long that is, such as `half a minute`.
    """

    optional_arguments = 1
    option_spec = {"takes": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        try:
            slug = self._slug()
            output = self._output(slug)
            takes = self._takes()
        except Refused as fault:
            common.refuse(fault, self.get_location())
            return []
        count = self.env.temp_data.get("winit_runs", 0) + 1
        self.env.temp_data["winit_runs"] = count
        number = common.chapter_number(slug)
        tabs = run_tabs(ids=[f"run-{count}"])
        for label, language, text in (("Output", "text", output),
                                      ("Run", "bash", f"./tutorial run {number}"),
                                      ("Test", "bash", test_command(slug))):
            block = nodes.literal_block(text, text, language=language, winit_origin=slug)
            self.set_source_info(block)
            tabs += run_panel("", block, label=label)
        if slug != common.chapter_of(self.env.docname):
            return [tabs]
        modules.use(self.env, slug)
        return [tabs, page_check(slug=slug, takes=takes)]

    def _takes(self) -> str:
        takes = self.options.get("takes", "a minute or more")
        for number in typed_numbers(takes):
            raise Refused(f'run: takes: typed number "{number}"; say in words how long the check takes')
        return takes

    def _slug(self) -> str:
        slug = self.arguments[0] if self.arguments else common.chapter_of(self.env.docname)
        if not slug or not common.SLUG.fullmatch(slug):
            raise Refused("run: name a chapter here, as in 06-he")
        return slug

    def _output(self, slug: str) -> str:
        path = common.run_dir(self.env, slug) / "output.txt"
        self.env.note_dependency(str(path))
        try:
            return path.read_text(encoding="utf-8").rstrip("\n")
        except OSError:
            raise Refused(f"run: chapter {slug} has not been run; "
                          f"build the target run-{slug}") from None


class Shell(SphinxDirective):
    """Commands for the reader. A test tries each of them.

    So only the calls of `./tutorial` and `ctest --test-dir build` are accepted.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        for line in self.content:
            if not SHELL_LINE.fullmatch(line):
                common.refuse(f'shell: no test can try "{line}"; accepted: ./tutorial and its '
                              "calls, ctest --test-dir build …, cmake and c++ as in README.md",
                              self.get_location())
        text = "\n".join(self.content)
        block = nodes.literal_block(text, text, language="bash", winit_origin="shell")
        self.set_source_info(block)
        return [block]


def visit_tabs(self: Any, node: run_tabs) -> None:
    self.body.append('<div class="run-tabs">\n')


def depart_tabs(self: Any, node: run_tabs) -> None:
    self.body.append("</div>\n")


def visit_panel(self: Any, node: run_panel) -> None:
    """A button, its label and its panel, as siblings: CSS shows the panel of the checked one."""
    group = node.parent["ids"][0]
    label = node["label"]
    tab = f"{group}-{label.lower()}"
    checked = " checked" if node.parent.index(node) == 0 else ""
    self.body.append(f'<input type="radio" name="{group}" id="{tab}"{checked}>\n'
                     f'<label for="{tab}">{escape(label)}</label>\n<div class="run-panel">\n')


def depart_panel(self: Any, node: run_panel) -> None:
    self.body.append("</div>\n")


def visit_check(self: Any, node: page_check) -> None:
    slug = node["slug"]
    if modules.has(self.builder.env, slug):
        self.body.append(
            f'<div class="check" data-slug="{slug}" data-state="idle">\n'
            '<div class="live-row"><button type="button" data-check-run>Check this page</button>\n'
            '<button type="button" data-check-stop disabled>Stop</button></div>\n'
            '<div class="check-said">Your browser runs the whole chapter and compares every number on this page. '
            f'It takes {escape(node["takes"])}.</div>\n'
            '<progress aria-label="Progress of the check" hidden></progress>\n'
            '<div class="live-status" role="status"></div>\n</div>\n')
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(run_tabs, html=(visit_tabs, depart_tabs))
    app.add_node(page_check, html=(visit_check, None))
    app.add_node(run_panel, html=(visit_panel, depart_panel))
    app.add_directive("run", Run)
    app.add_directive("shell", Shell)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
