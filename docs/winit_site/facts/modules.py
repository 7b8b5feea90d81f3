"""Which chapters run in a page: build/live/NN-slug.wasm, and which series of theirs are drawn there."""

from __future__ import annotations

from pathlib import Path

from sphinx.environment import BuildEnvironment

from winit_site import tracked

Used = set[tuple[str, str]]  # chapter, and the series that is drawn live; "" for the chapter as a whole


def file_of(env: BuildEnvironment, slug: str) -> Path:
    return Path(env.config.winit_live_dir) / f"{slug}.wasm"


def has(env: BuildEnvironment, slug: str) -> bool:
    """A chapter's module was built: without it, a page has no form for it."""
    return file_of(env, slug).is_file()


def use(env: BuildEnvironment, slug: str, series: str = "") -> None:
    """The page that is being read runs a chapter."""
    tracked.store(env, "live").setdefault(env.docname, set()).add((slug, series))


def used(env: BuildEnvironment) -> Used:
    """What all pages run."""
    return set().union(*tracked.store(env, "live").values())


def shown(env: BuildEnvironment) -> dict[str, list[str]]:
    """Page -> the chapters whose modules it has."""
    return {page: sorted({slug for slug, _ in uses if has(env, slug)})
            for page, uses in tracked.store(env, "live").items()}
