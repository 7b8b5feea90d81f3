"""The ``listing`` directive: code of a compiled file by region name. Nothing else may show C++.

Three gates hold the promise: a shown region exists (here), every region is shown (gates/unused_regions.py),
and no C++ or Python is typed into a page (gates/typed_code.py).
"""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from winit_site import common, source_links, tracked
from winit_site.facts import regions
from winit_site.common import Refused


class listing_box(nodes.General, nodes.Element):
    """A region with its caption; ``path`` and ``line`` say where it comes from."""


def find_region(env: BuildEnvironment, path: str, name: str) -> regions.Region:
    """The region a page asks for. The page depends on the file."""
    root = common.repo_root(env)
    env.note_dependency(str(root / path))
    try:
        known = regions.of_file(root, path).by_name
    except OSError:
        raise Refused(f'listing: no file "{path}" in the repository') from None
    if name not in known:
        raise Refused(f'missing region "{name}" in {path}; ' + common.close_names(name, known))
    return known[name]


def emphasized_lines(code: str, wanted: str) -> list[int]:
    """Numbers (from 1) of the lines that hold the text."""
    return [number for number, line in enumerate(code.splitlines(), 1) if wanted in line]


class Listing(SphinxDirective):
    """A piece of a compiled file, cut out by the name of its region.

    The file marks it with the lines `// [begin name]` and `// [end name]`. `:emphasize:` colors the lines that
    hold a text. The content says what to look at.
    """

    required_arguments = 2
    has_content = True
    option_spec = {"emphasize": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        path, name = self.arguments
        try:
            region = find_region(self.env, path, name)
            block = self._literal_block(region)
        except Refused as fault:
            common.refuse(fault, self.get_location())
            return []
        source_links.register(self.env, path)
        shown = tracked.store(self.env, "regions").setdefault(self.env.docname, set())
        box = listing_box("", block, path=path, line=region.line,
                          ids=[] if name in shown else [f"code-{name}"])
        shown.add(name)
        self.set_source_info(box)
        self.state.nested_parse(self.content, self.content_offset, box)
        return [box]

    def _literal_block(self, region: regions.Region) -> nodes.literal_block:
        language = "cmake" if PurePosixPath(region.path).name == "CMakeLists.txt" else "cpp"
        block = nodes.literal_block(region.code, region.code, language=language,
                                    winit_origin=region.path)
        self.set_source_info(block)
        wanted = self.options.get("emphasize")
        if wanted:
            lines = emphasized_lines(region.code, wanted)
            if not lines:
                raise Refused(f'listing {region.name}: no line holds "{wanted}" to emphasize')
            block["highlight_args"] = {"hl_lines": lines}
        return block


def visit_listing(self: Any, node: listing_box) -> None:
    """The caption stands above the code: where it comes from, then what the author says of it."""
    app, here = self.builder.app, self.builder.current_docname
    path = node["path"]
    source = source_links.uri(app, here, path, node["line"])
    links = f'<a class="listing-source" href="{escape(source)}"><code>{escape(path)}</code></a>'
    api_page = f"api/{PurePosixPath(path).stem}"
    if path.startswith("snippets/") and api_page in self.builder.env.all_docs:
        target = self.builder.get_relative_uri(here, api_page)
        links += f' · <a class="listing-api" href="{escape(target)}">API</a>'
    identity = ""
    if node["ids"]:
        place = node["ids"][0]
        identity = f' id="{place}"'
        links += f' <a class="headerlink" href="#{place}" title="Link to this code">#</a>'
    self.body.append(f'<div class="listing"{identity}>\n<p class="listing-links">{links}</p>\n')


def depart_listing(self: Any, node: listing_box) -> None:
    self.body.append("</div>\n")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(listing_box, html=(visit_listing, depart_listing))
    app.add_directive("listing", Listing)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
