"""Every paper that a source file cites stands in docs/references.bib: citations.py ROOT.

A citation is "Surname (year)", "Surname and Surname (year)", "Surname et al. (year)" or several
surnames before the year. Equation numbers are for papers that somebody read: those in READ.
"""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Iterator

DOCS = "docs"
READ = {"glorot2010"}
NAME = r"(?:Van )?[A-Z][\w'-]+"
CITATION = re.compile(rf"((?:{NAME}(?:, | and |,? et al\.,? ?))*{NAME}(?: et al\.)?),? \(?((?:19|20)\d\d)\)")
EQUATION = re.compile(r"\beqs?\. ?\d")
COMMENT = re.compile(r"^\s*//+<?\s?(?:[*]\s?)?")


def plain(name: str) -> str:
    """Without accents, as a comment may write it."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name)
                   if not unicodedata.combining(letter)).lower()


def comments(text: str) -> Iterator[tuple[int, str]]:
    """The comments of a file, each run of lines as one line, with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if COMMENT.match(line):
            block.append(COMMENT.sub("", line).strip())
        elif block:
            yield number - len(block), " ".join(block)
            block = []


def faults(text: str, papers: dict[str, tuple[set[str], int]]) -> Iterator[tuple[int, str]]:
    """Line and fault. ``papers``: key -> plain surnames, year."""
    for line, comment in comments(text):
        for found in CITATION.finditer(comment):
            cited = {plain(name) for name in re.split(r", | and | et al\.,? ?", found[1]) if name.strip()}
            keys = [key for key, (surnames, year) in papers.items()
                    if cited <= surnames and year == int(found[2])]
            if not keys:
                yield line, f'"{found[0]}" is not in {DOCS}/references.bib'
            elif not READ & set(keys) and EQUATION.search(comment[found.end():].partition("@")[0]):
                yield line, (f'"{found[0]}" is cited with the number of an equation; '
                             f"only what was read is: {', '.join(sorted(READ))}")


def main(root: Path) -> int:
    sys.path.insert(0, str(root / DOCS))
    from winit_site.facts import bibliography

    papers = {key: ({plain(form) for name in paper.surnames for form in (name, name.split()[-1])},
                    paper.year)
              for key, paper in bibliography.read(root / DOCS / "references.bib").items()}
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "snippets", "chapters", "figures"],
                            capture_output=True, text=True, check=True).stdout.split("\n")
    found = [f"{name}:{line}: {fault}" for name in listed if name.endswith((".hpp", ".cpp"))
             for line, fault in faults((root / name).read_text(encoding="utf-8"), papers)]
    print("\n".join(found) or "Every paper that the code cites is in the references")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
