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

# Small number words count what is seen on the page; before these nouns they measure.
MEASURES = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten)[\s-]+(?:more\s+|full\s+)?"
    r"(?:times|fold|per cent|points?|standard deviations?|orders? of magnitude)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten)fold\b"
    r"|\b(?:once|twice|thrice) in (?=\w)", re.IGNORECASE)
# A power of ten, a rounded number, and decimals that an equation ends in: none of them is a constant
# of a formula. `x = 3.5` is one.
RESULTS = re.compile(
    r"\d*\.\d{3,}|(?<![\d.])10\s*\^\s*\{?\s*-?\d+\}?"
    r"|\\(?:approx|simeq|sim|lesssim|gtrsim)\s*-?\d[\d.]*|(?<==)\s*-?\d*\.\d{2,}")


def results_in_formula(formula: str) -> Iterator[str]:
    """What a formula holds that only a run, or a definition, can say."""
    for match in RESULTS.finditer(formula):
        yield match[0].strip()


def typed_numbers(text: str) -> Iterator[str]:
    """The typed numbers of a text, as digits, as words from eleven up, or as words that measure."""
    for pattern in (DIGITS, NUMBER_WORDS, MEASURES):
        for match in pattern.finditer(text):
            yield match[0]
