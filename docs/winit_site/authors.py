"""The author's reference: every directive and role of ours, with its docstring and an example.

The docstrings are those of the classes. The examples are cut from the sources of a book that a test
builds (tests/gates/examples.py), between marks that ``marked`` sets there, so source and HTML belong
together. build.py appends what ``page`` makes of them to docs/authors.md.
"""

from __future__ import annotations

import inspect
import re
from html import escape
from typing import Any, Iterator, NamedTuple

from docutils.parsers.rst import directives, roles
from sphinx.application import Sphinx

Example = tuple[str, str]  # source, and what becomes of it

LONG = 15  # lines; what becomes of more is folded
WINGS = {"blocks": "For chapters", "gathered": "Gathered from other pages"}
FENCE = re.compile(r"([:`]{3,})(?:\{([\w-]+)\})?.*")
ROLE = re.compile(r"\{([\w-]+)\}`[^`]+`")
MARKED = re.compile(r"<!-- \[begin ([\w-]+)\] -->(.*?)<!-- \[end \1\] -->", re.S)


class Entry(NamedTuple):
    """A directive or a role."""

    name: str
    kind: str
    wing: str
    doc: str
    options: list[str]


KNOWN: list[Entry] = []  # of the last build that had this module among its extensions


def entries() -> list[Entry]:
    """Ours, of all that docutils knows during a build."""
    found = [Entry(name, "directive", wing_of(kind), doc_of(kind), sorted(own_options(kind)))
             for name, kind in directives._directives.items() if wing_of(kind)]
    found += [Entry(name, "role", wing_of(type(role)), doc_of(type(role)), [])
              for name, role in roles._roles.items() if wing_of(type(role))]
    return sorted(found)


def wing_of(kind: Any) -> str:
    module = getattr(kind, "__module__", "").split(".")
    return module[1] if module[0] == "winit_site" else ""


def doc_of(kind: type) -> str:
    """Its own docstring: an inherited one is about something else."""
    return inspect.cleandoc(kind.__dict__.get("__doc__") or "")


def own_options(kind: type) -> list[str]:
    """Those that the class itself has: a list of headers takes those of a toctree, unused."""
    return list(kind.__dict__.get("option_spec") or ())


# Examples.


def blocks(text: str) -> Iterator[tuple[str, int, int]]:
    """Name, first and last line of every directive of a Markdown text, inner ones first."""
    opened: list[tuple[str, str, int]] = []
    for number, line in enumerate(text.splitlines()):
        match = FENCE.fullmatch(line)
        if match and match[2]:
            opened.append((match[1], match[2], number))
        elif match and opened and match[1] == opened[-1][0]:
            _, name, first = opened.pop()
            yield name, first, number


def marked(text: str, known: set[str]) -> tuple[str, dict[str, list[str]]]:
    """A text with marks around each directive and role that is known; the sources of these."""
    lines = text.splitlines()
    before: dict[int, list[str]] = {}
    after: dict[int, list[str]] = {}
    sources: dict[str, list[str]] = {}
    for name, first, last in blocks(text):
        if name in known and name not in sources:
            sources[name] = ["\n".join(lines[first:last + 1])]
            before.setdefault(first, []).insert(0, f"<!-- [begin {name}] -->\n")
            after.setdefault(last, []).append(f"\n<!-- [end {name}] -->")

    def mark(match: re.Match[str]) -> str:
        if match[1] not in known:
            return match[0]
        sources.setdefault(match[1], []).append(match[0])
        return f"<!-- [begin {match[1]}] -->{match[0]}<!-- [end {match[1]}] -->"

    out = []
    for number, line in enumerate(lines):
        out += before.get(number, [])
        out.append(line if line.startswith((":", "`")) else ROLE.sub(mark, line))
        out += after.get(number, [])
    return "\n".join(out) + "\n", sources


def cut(html: str) -> dict[str, list[str]]:
    """What became of the marked pieces, in the order of the page."""
    found: dict[str, list[str]] = {}
    for match in MARKED.finditer(html):
        found.setdefault(match[1], []).append(inert(match[2]))
        for name, inner in cut(match[2]).items():
            found.setdefault(name, []).extend(inner)
    return found


def inert(html: str) -> str:
    """A piece of another book's page: it leads nowhere, and nothing leads to it."""
    html = re.sub(r"<!--.*?-->", "", html, flags=re.S)
    html = re.sub(r'<a class="headerlink".*?</a>', "", html, flags=re.S)
    html = re.sub(r"<(/?)h[1-6]\b[^>]*>", r"<\1p>", html)
    html = re.sub(r"</?section\b[^>]*>", "", html)
    html = re.sub(r'(<a\b[^>]*) href="[^"]*"', r"\1", html)
    html = re.sub(r'(<form class="live")', r"\1 inert", re.sub(r' data-(?:live|slug)="[^"]*"', "", html))
    html = re.sub(r'(<input[^>]*) name="([^"]*)" id="([^"]*)"', r'\1 name="example-\2" data-id="\3"', html)
    html = re.sub(r'\s(?:id|data-at|data-by|data-name)="[^"]*"', "", html)
    html = re.sub(r'\b(data-id|for)="', lambda match: f'{match[1].removeprefix("data-")}="example-', html)
    return html.strip()


# The page.


def faults(known: list[Entry], examples: dict[str, list[Example]]) -> Iterator[str]:
    for entry in known:
        if not entry.doc:
            yield f'{entry.kind} "{entry.name}" has no docstring: say there what it is for'
        for option in entry.options:
            if f":{option}:" not in entry.doc:
                yield f'{entry.kind} "{entry.name}": its docstring does not say what :{option}: is'
        if not examples.get(entry.name):
            yield f'{entry.kind} "{entry.name}" has no example: use it in tests/gates/examples.py'


def page(known: list[Entry], examples: dict[str, list[Example]]) -> str:
    """The Markdown of all entries."""
    parts = []
    for wing, title in WINGS.items():
        for kind in ("directive", "role"):
            found = [entry for entry in known if (entry.wing, entry.kind) == (wing, kind)]
            parts += [f"## {title}: {kind}s\n"] if found else []
            parts += [section(entry, examples[entry.name]) for entry in found]
    return "\n".join(parts)


def section(entry: Entry, examples: list[Example]) -> str:
    title = f"### `{entry.name}`\n\n{entry.doc}\n"
    if entry.kind == "role":
        # The same source may come twice, as the same number in two sentences.
        rows = [f"<li><code>{escape(source)}</code> becomes {html}</li>"
                for source, html in dict(examples).items()]
        return title + raw('<ul class="example">', *rows, "</ul>")
    source, html = examples[0]
    shown = raw('<div class="example">', html, "</div>")
    if source.count("\n") > LONG:
        shown = raw("<details>", "<summary>What becomes of it</summary>") + shown + raw("</details>")
    return f"{title}\n``````text\n{source}\n``````\n{shown}"


def raw(*lines: str) -> str:
    return "\n".join(("\n``````{raw} html", *lines, "``````\n"))


def note(app: Sphinx) -> None:
    KNOWN[:] = entries()


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("builder-inited", note)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
