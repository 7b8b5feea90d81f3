"""The bibliography, docs/references.bib: who wrote a paper, and when. Nothing here knows Sphinx."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pybtex.database import Entry, parse_string


class Paper(NamedTuple):
    """What the book says of a paper beside its line in the references."""

    surnames: tuple[str, ...]
    year: int

    @property
    def authors(self) -> str:
        """``Glorot and Bengio``, ``He et al.``"""
        if len(self.surnames) < 3:
            return " and ".join(self.surnames)
        return f"{self.surnames[0]} et al."


def read(file: Path) -> dict[str, Paper]:
    """Key -> paper."""
    return _parsed(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def _parsed(text: str) -> dict[str, Paper]:
    return {key: _paper(entry) for key, entry in parse_string(text, "bibtex").entries.items()}


def _paper(entry: Entry) -> Paper:
    surnames = tuple(" ".join(map(str, person.rich_prelast_names + person.rich_last_names))
                     for person in entry.persons.get("author", ()))
    return Paper(surnames, int(entry.fields.get("year", 0)))
