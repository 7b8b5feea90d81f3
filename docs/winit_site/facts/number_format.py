"""How a number of a run is shown. Pure functions; nothing here knows Sphinx."""

from __future__ import annotations

import math
from dataclasses import dataclass

from winit_site.common import Refused

NARROW_SPACE = "\u202f"  # does not break the line
MINUS = "\u2212"
SUPERSCRIPTS = str.maketrans("0123456789-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
ACCEPTED = "a count of significant digits, fixed N, percent, percent N, sci, sci N, power or int"


@dataclass(frozen=True)
class Shown:
    """A number as text, with the power of ten apart because a page sets it as a superscript."""

    mantissa: str
    exponent: str = ""

    @property
    def plain(self) -> str:
        """For places that hold no markup: alternative texts."""
        return self.mantissa + self.exponent.translate(SUPERSCRIPTS)

    @property
    def html(self) -> str:
        return self.mantissa + (f"<sup>{self.exponent}</sup>" if self.exponent else "")


def _signed(text: str) -> str:
    """A true minus sign, and none before a zero."""
    if text.startswith("-") and text.strip("-0.") == "":
        return text[1:]
    return text.replace("-", MINUS)


def _grouped(text: str) -> str:
    """Thousands apart from five digits on."""
    whole, point, decimals = text.partition(".")
    if len(whole.lstrip("-")) > 4:
        whole = f"{int(whole):,}".replace(",", NARROW_SPACE)
    return whole + point + decimals


def fixed(number: float, decimals: int) -> Shown:
    return Shown(_signed(_grouped(f"{number:.{decimals}f}")))


def integer(number: float) -> Shown:
    return fixed(number, 0)


def percent(number: float, decimals: int = 0) -> Shown:
    return Shown(fixed(100 * number, decimals).mantissa + NARROW_SPACE + "%")


def scientific(number: float, decimals: int = 1) -> Shown:
    if number == 0:
        return Shown("0")
    mantissa, exponent = f"{number:.{decimals}e}".split("e")
    return Shown(_signed(mantissa) + "×10", _signed(str(int(exponent))))


def power(number: float) -> Shown:
    """The nearest power of ten, for a size of which only that is meant."""
    if not number > 0:
        raise Refused(f"only a number above 0 is near a power of ten, not {number}")
    return Shown("10", _signed(str(round(math.log10(number)))))


def exponent_of(number: float, digits: int) -> int:
    """Power of ten of the leading digit, after rounding to so many digits."""
    return int(f"{number:.{digits - 1}e}".split("e")[1])


def significant(number: float, digits: int) -> Shown:
    """So many significant digits; scientific outside 1e-4 … 1e6."""
    if number == 0:
        return Shown("0")
    exponent = exponent_of(number, digits)
    if not -4 <= exponent < 6:
        return scientific(number, digits - 1)
    decimals = digits - 1 - exponent
    return fixed(round(number, decimals), max(decimals, 0))


def at_most(number: float, digits: int) -> Shown:
    """So many significant digits, or fewer where they say the number exactly."""
    for fewer in range(1, digits):
        if float(f"{number:.{fewer - 1}e}") == number:
            return significant(number, fewer)
    return significant(number, digits)


def plain(number: float) -> Shown:
    """Without a format: a whole number as it is, else at most four significant digits."""
    if not math.isfinite(number):
        return Shown("not finite")
    if number == int(number) and abs(number) < 1e6:
        return integer(number)
    return at_most(number, 4)


def show(number: float, spec: str = "") -> Shown:
    """Apply what an author wrote after the bar of ``{val}`name|spec```."""
    words = spec.split()
    if not words:
        return plain(number)
    kind, arguments = words[0], words[1:]
    if len(arguments) > 1 or not all(_is_count(word) for word in arguments):
        raise Refused(f'unknown number format "{spec}"; accepted: {ACCEPTED}')
    count = [int(word) for word in arguments]
    if _is_count(kind) and int(kind) > 0 and not count:
        return significant(number, int(kind))
    if kind == "fixed" and count:
        return fixed(number, *count)
    if kind == "percent":
        return percent(number, *count)
    if kind == "sci":
        return scientific(number, *count)
    if kind == "power" and not count:
        return power(number)
    if kind == "int" and not count:
        return integer(number)
    raise Refused(f'unknown number format "{spec}"; accepted: {ACCEPTED}')


def _is_count(word: str) -> bool:
    return word.isdecimal() and int(word) <= 17
