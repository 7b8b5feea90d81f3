"""Numbers that somebody typed, found in a text. Nothing here knows Sphinx."""

from __future__ import annotations

import re
from typing import Iterator

# A word that begins with a digit; `W1`, `float32` and `mt19937_64` begin with a letter.
DIGITS = re.compile(r"(?<!\w)[\d½¼¾]\w*(?:[.,]\d\w*)*")
NUMBER_WORDS = re.compile(
    r"\b(?:eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|[mb]illions?|"
    r"dozens?|percent|per cent)\b", re.IGNORECASE)


def typed_numbers(text: str) -> Iterator[str]:
    """The typed numbers of a text, as digits or as words from eleven up."""
    for pattern in (DIGITS, NUMBER_WORDS):
        for match in pattern.finditer(text):
            yield match[0]
