"""What the chapters' programs found out, looked up by name: build/run/NN-slug/values.json, and in
places.json beside it the lines that made it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.environment import BuildEnvironment

from winit_site import common, source_links, tracked
from winit_site.facts import number_format
from winit_site.common import Refused

Json = dict[str, Any]


class Place(NamedTuple):
    """A line of the repository."""

    file: str
    line: int


class Quoted(NamedTuple):
    """A number as a page shows it, what the run says of it, and the line that made it."""

    shown: number_format.Shown
    record: Json
    place: Place


@lru_cache(maxsize=64)
def _parsed(path: Path, modified: int) -> Json:
    return json.loads(path.read_text(encoding="utf-8"))


def _read(env: BuildEnvironment, slug: str, file: str) -> Json:
    path = common.run_dir(env, slug) / file
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except OSError:
        raise Refused(f"chapter {slug} has not been run: {file} is missing; "
                      f"build the target run-{slug}") from None
    except ValueError as error:
        raise Refused(f"{file} of chapter {slug} is not JSON: {error}") from None


def run_of(env: BuildEnvironment, slug: str) -> Json:
    """The values and series of a chapter. The page that asks depends on the file."""
    env.note_dependency(str(common.run_dir(env, slug) / "values.json"))
    return _read(env, slug, "values.json")


def places_of(env: BuildEnvironment, slug: str) -> Json:
    """The lines that made the values and series of a chapter."""
    return _read(env, slug, "places.json")


def place_of(env: BuildEnvironment, slug: str, kind: str, name: str) -> Place:
    """The line that made one of the ``values`` or ``series``. The page that asks depends on the file."""
    env.note_dependency(str(common.run_dir(env, slug) / "places.json"))
    place = places_of(env, slug)[kind].get(name, {})
    if not place.get("file") or not (common.repo_root(env) / place["file"]).is_file():
        raise Refused(f'places.json of chapter {slug} does not say which file made "{name}"; '
                      f"build the target run-{slug}")
    source_links.register(env, place["file"])
    return Place(place["file"], place["line"])


def split_name(env: BuildEnvironment, reference: str) -> tuple[str, str]:
    """``name`` belongs to the page's own chapter, ``NN-slug/name`` to the one it says."""
    slug, slash, name = reference.rpartition("/")
    if not slash:
        slug = common.chapter_of(env.docname) or ""
    if not common.SLUG.fullmatch(slug):
        raise Refused(f'"{reference}" needs a chapter here, as in 06-he/{name}')
    return slug, name


def quote(env: BuildEnvironment, text: str) -> Quoted:
    """``name|format`` as it is to be shown, with the record it comes from and the line that made it."""
    reference, _, spec = text.partition("|")
    slug, name = split_name(env, reference.strip())
    values = run_of(env, slug)["values"]
    if name not in values:
        raise Refused(f'unknown value "{name}" of chapter {slug}; '
                      + common.close_names(name, values))
    tracked.store(env, "values_quoted").setdefault(env.docname, set()).add((slug, name))
    return Quoted(number_format.show(values[name]["value"], spec), values[name],
                  place_of(env, slug, "values", name))


def quoted(env: BuildEnvironment) -> set[tuple[str, str]]:
    """Chapter and name of all values that the pages quote."""
    return set().union(*tracked.store(env, "values_quoted").values())
