"""How far a number may lie from the committed one, in words. Nothing here knows Sphinx."""

from __future__ import annotations

from winit_site.facts.number_format import at_most, percent

ROUNDING = 1e-9  # what Result takes for a closed form


def in_short(relative: float, absolute: float) -> str:
    """``0`` for a number that may not move, nothing for one that repeats to rounding; else by how much."""
    if absolute == 0 and relative in (0, ROUNDING):
        return "" if relative else "0"
    share = relative * 100
    decimals = 0 if share == int(share) else 1 if share * 10 == int(share * 10) else None
    parts = [percent(relative, decimals).plain if decimals is not None else
             f"{at_most(relative, 2).plain} of itself"] if relative else []
    parts += [at_most(absolute, 3).plain] if absolute else []
    return " or ".join(parts)
