"""Pages of highlighted source: source/<path in the repository>.html, each line with an id, L40.

Every link to a file of the repository leads there, so that the site is complete on its own. A page
is written anew only when its source, a template or the navigation has changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import CppLexer, get_lexer_for_filename
from sphinx.application import Sphinx

import common

PATTERNS = tuple(f"{folder}/**/*.[ch]pp" for folder in ("snippets", "chapters", "figures", "tests"))


class Lines(HtmlFormatter):
    """Every line is an element with an id; the style sheet draws its number."""

    def wrap(self, source: Any, *_: Any) -> Iterator[tuple[int, str]]:
        yield 0, '<pre tabindex="0">'
        for number, (_, line) in enumerate(source, 1):
            yield 1, f'<span class="line" id="L{number}">{line}</span>'
        yield 0, "</pre>"


def source_files(app: Sphinx) -> list[Path]:
    root = common.repo_root(app.env)
    files = {file for pattern in PATTERNS for file in root.glob(pattern)}
    files.update(root / path for path in common.registered_sources(app.env))
    return sorted(files)


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    templates = (Path(app.confdir) / "_theme" / "winit").glob("*.html")
    tools = max(file.stat().st_mtime for file in (Path(__file__), *templates))
    for file in source_files(app):
        path = file.relative_to(common.repo_root(app.env)).as_posix()
        page = Path(app.outdir) / "source" / f"{path}.html"
        fresh = page.exists() and page.stat().st_mtime > max(file.stat().st_mtime, tools)
        if fresh and not app.winit_navigation_changed:
            continue
        lexer = CppLexer() if file.suffix in (".hpp", ".cpp") else get_lexer_for_filename(file.name)
        code = highlight(file.read_text("utf-8"), lexer, Lines())
        api = f"api/{file.stem}"
        yield (f"source/{path}",
               {"title": path, "body": code, "api": api if api in app.env.found_docs else None},
               "source.html")


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-collect-pages", collect)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
