"""Pages of highlighted source: source/<path in the repository>.html, each line with an id, L40.

Every link to a file of the repository leads there, so that the site is complete on its own. A page
is written anew only when its source or a template has changed.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Iterator

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import CppLexer, get_lexer_for_filename
from sphinx.application import Sphinx

from winit_site import common, source_links, tracked
from winit_site.html import theme

# What a reader of the book may want to see; other files have a page if a page links to them.
PATTERNS = ("snippets/**/*.hpp", "chapters/[0-9]*/*.[ch]pp", "tests/chapters/*.cpp", "tests/pitfalls/*.cpp")

# Spaces, names and signs have no color: without these, a page is half as large.
UNCOLORED = re.compile(r'<span class="[wnpo]">([^<]*)</span>')
COLORED = re.compile(r'<span class="(\w+)">([^<]*)</span>')
NUMBER = re.compile(r"<b class=m\w>")  # the most frequent: it goes without a class
INCLUDE = re.compile(r"</b>(\s*)<b class=cpf>")  # one color for the whole line


class Lines(HtmlFormatter):
    """Every line is an element with an id; the style sheet draws its number."""

    def wrap(self, source: Any, *_: Any) -> Iterator[tuple[int, str]]:
        yield 0, '<pre tabindex="0">'
        for number, (_, line) in enumerate(source, 1):
            yield 1, f"<i id=L{number}>{line}</i>"
        yield 0, "</pre>"


def source_files(app: Sphinx) -> list[Path]:
    root = common.repo_root(app.env)
    files = {file for pattern in PATTERNS for file in root.glob(pattern)}
    # The tests of one header each; those that go through all headers are long tables without a page of the book.
    tests = (root / f"tests/snippets/{header.stem}_test.cpp" for header in root.glob("snippets/**/*.hpp"))
    files.update(test for test in tests if test.is_file())
    files.update(root / path for path in source_links.registered(app.env))
    texts = (source_of(app, docname) for docname in app.env.found_docs)
    files.update(root / path for path in texts if path)
    return sorted(files)


def source_of(app: Sphinx, docname: str) -> str | None:
    """The file that a page is written in: its text, or the header that it documents."""
    name = docname.removeprefix("api/")
    root = common.repo_root(app.env)
    if name != docname:
        headers = root.glob(f"snippets/**/{name}.hpp")
        return next((header.relative_to(root).as_posix() for header in headers), None)
    path = f"{docname}.md" if common.chapter_of(docname) else f"docs/{docname}.md"
    return path if (root / path).is_file() else None


def stale_files(app: Sphinx) -> Iterator[tuple[Path, str]]:
    """Files whose page is older than they are, each with its path in the repository."""
    tools = (Path(__file__), *theme(app).glob("*.html"))
    for file in source_files(app):
        path = file.relative_to(common.repo_root(app.env)).as_posix()
        if tracked.is_older(Path(app.outdir) / "source" / f"{path}.html", (file, *tools)):
            yield file, path


def ways_back(app: Sphinx) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """A short navigation, of names that do not change: there are many of these pages."""
    pages = [("", "All chapters", app.config.root_doc), ("", "The library", "api"), ("", "All claims", "claims")]
    return [("", [entry for entry in pages if entry[2] in app.env.found_docs])]


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    for file, path in stale_files(app):
        lexer = CppLexer() if file.suffix in (".hpp", ".cpp") else get_lexer_for_filename(file.name)
        code = UNCOLORED.sub(r"\1", highlight(file.read_text("utf-8"), lexer, Lines()))
        code = NUMBER.sub("<b>", COLORED.sub(r"<b class=\1>\2</b>", code))
        code = INCLUDE.sub(r"\1", code)
        api = f"api/{file.stem}"
        is_documented = path.startswith("snippets/") and api in app.env.found_docs
        yield (f"source/{path}",
               {"title": path, "body": code, "api": api if is_documented else None,
                "navigation": ways_back(app)},
               "source.html")


def drop_old(app: Sphinx, failure: Exception | None) -> None:
    """Pages of files that are gone, or that no page asks for any more."""
    if failure or app.builder.format != "html":
        return
    root = common.repo_root(app.env)
    wanted = {f"{file.relative_to(root).as_posix()}.html" for file in source_files(app)}
    folder = Path(app.outdir) / "source"
    for page in folder.rglob("*.html"):
        if page.relative_to(folder).as_posix() not in wanted:
            page.unlink()


def setup(app: Sphinx) -> dict[str, Any]:
    tracked.wake(app, lambda app: any(stale_files(app)))
    app.connect("html-collect-pages", collect)
    app.connect("build-finished", drop_old)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
