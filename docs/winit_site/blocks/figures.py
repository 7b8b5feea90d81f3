"""The ``plot`` directive: a series of a run as one numbered figure, light and dark, with its data.

With ``:turn:`` it is live: see live.py. Drawings and CSV files go to ``_figures/<slug>/`` of the site. A figure
is number N of its chapter, and ``{numref}`fig-name``` or ``[](#fig-name)`` links to it.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from winit_site import common, source_links, tracked
from winit_site.facts import modules, run_data
from winit_site.blocks import alt_text, live, smaller_svg
from winit_site.common import Refused
from winit_site.facts.typed_text import typed_numbers

ALT_VALUE = re.compile(r"\{([^{}]+)\}")
VIEW_BOX = re.compile(r'<svg[^>]*\sviewBox="[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)"')


class plot_figure(nodes.General, nodes.Element):
    """One drawing; its children are the caption."""


class figure_number(nodes.Inline, nodes.Element):
    """``label`` at the head of the caption."""


def check_raw_alt(raw: str) -> None:
    typed = list(typed_numbers(ALT_VALUE.sub("", raw)))
    if typed:
        raise Refused(f'plot: typed number "{typed[0]}" in the alternative text; '
                      "write {name} or {name|format}")


def check_alt(alt: str) -> None:
    alt_text.check_length("plot", alt)
    if not re.search(r"\d", alt):
        raise Refused("plot: the alternative text holds no number; put the one to see as {name}")


def described(env: BuildEnvironment, raw: str | None) -> str:
    """The alternative text with its values set in."""
    if not raw:
        raise Refused("plot: no alternative text; say what to see in :alt:")
    raw = " ".join(raw.split())
    check_raw_alt(raw)
    alt = ALT_VALUE.sub(lambda match: run_data.quote(env, match[1]).shown.plain, raw)
    check_alt(alt)
    return alt


def size_of(svg: Path) -> tuple[int, int]:
    """Width and height of a drawing, so that the page keeps its place before it is loaded."""
    match = VIEW_BOX.search(svg.read_text(encoding="utf-8")[:4000])
    if not match:
        raise Refused(f"plot: {svg.name} has no viewBox")
    return round(float(match[1])), round(float(match[2]))


def drawing(env: BuildEnvironment, slug: str, name: str) -> tuple[int, int]:
    """Check that the run drew the series; the size of the drawing."""
    series = run_data.run_of(env, slug)["series"]
    if name not in series:
        raise Refused(f'plot: unknown series "{name}" of chapter {slug}; '
                      + common.close_names(name, series))
    folder = common.run_dir(env, slug)
    for file in figure_files(name):
        if not (folder / file).is_file():
            raise Refused(f"plot: the run of chapter {slug} left no {file}")
    env.note_dependency(str(folder / f"{name}.svg"))
    return size_of(folder / f"{name}.svg")


def figure_files(name: str) -> tuple[str, ...]:
    return (f"{name}.svg", f"{name}-dark.svg", f"{name}.csv")


class Plot(SphinxDirective):
    """A series of a run as one numbered figure, drawn for light and for dark pages, with its data.

    The argument names the series, as `name` or, from another chapter, `06-he/name`. `:alt:` says in 40 to 250
    characters what to see and holds a number of the run as `{name}` or `{name|format}`. The content is
    the caption. `{numref}` and `[](#fig-name)` link to it by its number, `[words](#fig-name)` by your words.

    `:turn:` makes it live: the reader turns one to four options of the chapter's program, named there, and the
    experiment that draws the series runs in the page. `:with:` sets other options as `name=value`, so that it
    answers fast, or where a turned one starts. `:says:` is the sentence of the result, with its values in braces.
    `:guess:` is a value that the reader may guess first, with the lowest and the highest guess, as
    `left_he 1e-20 10`: where a curve ends. The guess stays in the drawing.
    `:step:` names a count among the turned options that a button raises by one.
    """

    required_arguments = 1
    has_content = True
    option_spec = {"alt": directives.unchanged, "turn": directives.unchanged, "with": directives.unchanged,
                   "says": directives.unchanged, "guess": directives.unchanged, "step": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        shown = tracked.store(self.env, "figures").setdefault(self.env.docname, [])
        try:
            figure = self._figure(shown)
        except Refused as fault:
            common.refuse(fault, self.get_location())
            return []
        shown.append((figure["slug"], figure["name"]))
        self.set_source_info(figure)
        self.state.nested_parse(self.content, self.content_offset, figure)
        label = figure_label(self.env.docname, len(shown))
        figure.children[0].insert(0, figure_number(label=label))
        return [figure]

    def _figure(self, shown: list[tuple[str, str]]) -> plot_figure:
        slug, name = run_data.split_name(self.env, self.arguments[0])
        width, height = drawing(self.env, slug, name)
        alt = described(self.env, self.options.get("alt"))
        if not self.content:
            raise Refused(f"plot {name}: no caption")
        if name in (other for _, other in shown):
            raise Refused(f'plot: figure "{name}" is already on this page')
        turned = live.read(self.env, slug, name, self.options)
        if turned:
            modules.use(self.env, slug, name)
        return plot_figure(slug=slug, name=name, alt=alt, width=width, height=height, live=turned,
                           source=run_data.place_of(self.env, slug, "series", name), first=not shown,
                           ids=[f"fig-{name}"])


def figure_label(docname: str, index: int) -> str:
    """Numbers count within a chapter: figures of one never renumber another's."""
    slug = common.chapter_of(docname)
    return f"Figure {common.chapter_number(slug)}.{index}" if slug else f"Figure {index}"


def visit_plot(self: Any, node: plot_figure) -> None:
    here = self.builder.get_target_uri(self.builder.current_docname)
    light, dark, _ = (relative_uri(here, f'_figures/{node["slug"]}/{file}')
                      for file in figure_files(node["name"]))
    lazy = "" if node["first"] else ' loading="lazy"'
    turned = node["live"] if modules.has(self.builder.env, node["slug"]) else None
    self.body.append(
        f'<figure class="plot" id="{node["ids"][0]}"{live.attributes(turned) if turned else ""}>\n'
        f'<a href="{light}"><picture>\n'
        f'<source media="(prefers-color-scheme: dark)" srcset="{dark}">\n'
        f'<img src="{light}" alt="{escape(node["alt"])}" width="{node["width"]}" '
        f'height="{node["height"]}"{lazy} decoding="async">\n</picture></a>\n'
        f'{live.form(turned) if turned else ""}<figcaption>\n')


def depart_plot(self: Any, node: plot_figure) -> None:
    docname = self.builder.current_docname
    here = self.builder.get_target_uri(docname)
    data = relative_uri(here, f'_figures/{node["slug"]}/{node["name"]}.csv')
    source = source_links.uri(self.builder.app, docname, *node["source"])
    self.body.append(f'<p class="plot-links"><a href="{data}">Data (CSV)</a> · '
                     f'<a href="{source}">Source</a> <a class="headerlink" href="#{node["ids"][0]}" '
                     'title="Link to this figure">#</a></p>\n</figcaption>\n</figure>\n')


def visit_number(self: Any, node: figure_number) -> None:
    self.body.append(f'<span class="figure-number">{node["label"]}.</span> ')
    raise nodes.SkipNode


def copy_figures(app: Sphinx, failure: Exception | None) -> None:
    """Bring drawings and data to the site; a file that has not changed stays as it is, one that no page
    shows goes."""
    if failure or app.builder.format != "html":
        return
    figures = Path(app.outdir) / "_figures"
    shown = set()
    for slug, name in set().union(*map(set, tracked.store(app.env, "figures").values())):
        for file in figure_files(name):
            there = figures / slug / file
            shown.add(there)
            text = (common.run_dir(app.env, slug) / file).read_text(encoding="utf-8")
            if file.endswith(".svg"):
                text = smaller_svg.shorter(text)
            if not there.exists() or there.read_text(encoding="utf-8") != text:
                there.parent.mkdir(parents=True, exist_ok=True)
                there.write_text(text, encoding="utf-8")
    for file in figures.glob("*/*"):
        if file not in shown:
            file.unlink()  # of a figure that no page has any more


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(plot_figure, html=(visit_plot, depart_plot))
    app.add_node(figure_number, html=(visit_number, None))
    app.add_directive("plot", Plot)
    tracked.follow(app, "live", modules.shown)
    app.connect("build-finished", copy_figures)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
