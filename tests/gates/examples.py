"""Every directive and role in use, in a book that the gates accept: examples.py FILE.

FILE becomes Markdown for the author's reference, made of docstrings and of these examples, each
with what the site makes of it.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path

from fixture_book import (BIBLIOGRAPHY, DRAWING, DRAWN_BY_HAND, ERRATA, LIVE, PAPERS, SVG, Book, with_erratum)

from winit_site import authors

MADE_OF_OTHERS = """
# Made of other pages

The book has {count}`claims` claim and {count}`figures` figure; {home}`he-keeps-mean-square` makes the claim.

```{claim-kinds}
```

```{all-claims}
```

```{exercises}
```

```{chapters}
```

```{papers}
```

:::{timeline}
From the year on the left to what was new in it.
:::

```{headers} init
```
"""
HEADER = """
# Standard deviation

```{api-header} snippets/init/he.hpp
:chapters: 06-he
```
"""
OLDER = """
@misc{glorot2010,
  title  = {Understanding the Difficulty},
  author = {Glorot, Xavier and Bengio, Yoshua},
  year   = {2010}
}
"""
WITH_REFERENCES = """
extensions += ["sphinxcontrib.bibtex", "winit_site.html.citations", "winit_site.html.katex",
               "winit_site.authors"]
bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "round_author_year"
"""
PICTURE = re.compile(r'<picture>.*?<img src="[^"]*" alt="([^"]*)".*?</picture>', re.S)


def full_book(root: Path) -> Book:
    """A book that holds every directive and role."""
    book = Book(root)
    cites = "As {cite:t}`he2015` and {cite:t}`glorot2010` say.\n"
    book.page = book.page.replace("{plot} rms_by_layer\n", "{plot} rms_by_layer\n" + LIVE)
    book.page = with_erratum(book.page) + f"\n{DRAWING}\n\n```{{uses}}\n```\n\n{cites}"
    pages = {"made-of-others": MADE_OF_OTHERS, "errata": "# Errata\n\n" + ERRATA.partition("\n\n")[2],
             "api/he": HEADER}
    book.files |= {f"build/book/{name}.md": text for name, text in pages.items()}
    book.files |= {
        "docs/drawings/way.svg": DRAWN_BY_HAND,
        "docs/papers.json": json.dumps(PAPERS | {"glorot2010": {"start": "once", "gives": "half of it"}}),
        "docs/references.bib": BIBLIOGRAPHY + OLDER,
        "build/book/references.bib": BIBLIOGRAPHY + OLDER,
        "build/book/references.md": "# References\n\n```{bibliography}\n:all:\n```\n",
        "build/book/conf.py": book.files["build/book/conf.py"] + WITH_REFERENCES,
        "build/book/index.md": book.files["build/book/index.md"].replace(
            "claims\n", "made-of-others\nerrata\n"),
        "chapters/06-he/main.cpp": '#include "snippets/init/he.hpp"\n',
    }
    del book.files["build/book/claims.md"]
    return book


def collect(book: Book) -> tuple[list[authors.Entry], dict[str, list[authors.Example]]]:
    """Build the book, with marks around each use; what is known, and the examples of it."""
    book.build()  # loads the extension
    known = list(authors.KNOWN)
    names = {entry.name for entry in known}
    book.page, in_chapter = authors.marked(book.page, names)
    sources = {"chapters/06-he/index": in_chapter}
    for name in ("made-of-others", "errata", "api/he"):
        file = f"build/book/{name}.md"
        book.files[file], sources[name] = authors.marked(book.files[file], names)
    code, errors = book.build()
    if code:
        sys.exit(f"the book of examples is refused:\n{errors}")
    examples: dict[str, list[authors.Example]] = {}
    for page, of_page in sources.items():
        made = authors.cut(PICTURE.sub(drawn, book.html(page)))
        for name, texts in of_page.items():
            examples.setdefault(name, []).extend(zip(texts, made.get(name, [])))
    return known, examples


def drawn(picture: re.Match[str]) -> str:
    """The drawing itself: its file belongs to this book."""
    return re.sub(r"<svg\s", f'<svg role="img" aria-label="{picture[1]}" ', SVG.strip(), count=1)


def main(file: Path) -> int:
    with tempfile.TemporaryDirectory() as folder:
        known, examples = collect(full_book(Path(folder)))
    faults = list(authors.faults(known, examples))
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    file.write_text(authors.page(known, examples), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
