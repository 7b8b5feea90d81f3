"""What a ranking of starts stands on: enough seeds, and no best rate at an end of its grid."""

from __future__ import annotations

from typing import Any, Iterator

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from winit_site import common
from winit_site.common import Refused
from winit_site.facts import run_data

FEWEST_SEEDS = 8


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Runs in every build."""
    for page in common.chapter_pages(env):
        try:
            grids = run_data.places_of(env, common.chapter_of(page) or "")["grids"]
        except Refused:
            continue  # gates/unquoted_values.py says so
        for name, grid in grids.items():
            for fault in faults(name, grid):
                common.refuse(fault, None)


def faults(name: str, grid: dict[str, Any]) -> Iterator[str]:
    """Why nothing can be ranked on this grid, one line each."""
    where = f'{grid["file"]}:{grid["line"]}: the grid "{name}" ({grid["optimizer"]})'
    if grid["seeds"] < FEWEST_SEEDS:
        yield f'{where} has {grid["seeds"]} seeds; a ranking takes at least {FEWEST_SEEDS}'
    if len(grid["epochs"]) < 2:
        yield f"{where} has one budget; a ranking takes at least two"
    ends = [grid["rates"][0], grid["rates"][-1]]
    for start in grid["at_edge"]:
        yield (f"{where}: the best rate of {start} is at an end of the grid, "
               f"which goes from {ends[0]} to {ends[1]}; add rates beyond it")


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("env-updated", check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
