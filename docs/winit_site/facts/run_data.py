"""What the chapters' programs found out: build/run/NN-slug/values.json, looked up by name."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from sphinx.environment import BuildEnvironment

from winit_site import common
from winit_site.facts import number_format
from winit_site.common import Refused

Json = dict[str, Any]


@lru_cache(maxsize=64)
def _parsed(path: Path, modified: int) -> Json:
    return json.loads(path.read_text(encoding="utf-8"))


def run_of(env: BuildEnvironment, slug: str) -> Json:
    """The values and series of a chapter. The page that asks depends on the file."""
    path = common.run_dir(env, slug) / "values.json"
    env.note_dependency(str(path))
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except OSError:
        raise Refused(f"chapter {slug} has not been run: {path.name} is missing; "
                      f"build the target run-{slug}") from None
    except ValueError as error:
        raise Refused(f"{path.name} of chapter {slug} is not JSON: {error}") from None


def split_name(env: BuildEnvironment, reference: str) -> tuple[str, str]:
    """``name`` belongs to the page's own chapter, ``NN-slug/name`` to the one it says."""
    slug, slash, name = reference.rpartition("/")
    if not slash:
        slug = common.chapter_of(env.docname) or ""
    if not common.SLUG.fullmatch(slug):
        raise Refused(f'"{reference}" needs a chapter here, as in 06-he/{name}')
    return slug, name


def quote(env: BuildEnvironment, text: str) -> tuple[number_format.Shown, Json]:
    """``name|format`` as it is to be shown, with the record it comes from."""
    reference, _, spec = text.partition("|")
    slug, name = split_name(env, reference.strip())
    values = run_of(env, slug)["values"]
    if name not in values:
        raise Refused(f'unknown value "{name}" of chapter {slug}; '
                      + common.close_names(name, values))
    return number_format.show(values[name]["value"], spec), values[name]
