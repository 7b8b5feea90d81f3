"""Markers of regions are sound, and every region is shown on some page."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from winit_site import common, tracked
from winit_site.facts import regions


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Runs in every build."""
    book = regions.of_book(common.repo_root(env))
    for fault in book.faults:
        common.refuse(fault, None)
    shown = set().union(*tracked.store(env, "regions").values())
    for name in sorted(book.by_name.keys() - shown):
        region = book.by_name[name]
        common.refuse(f'{region.path}:{region.line - 1}: region "{name}" is shown on no page; '
                      f"show it with {{listing}} {region.path} {name}, or drop its markers", None)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("env-updated", check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
