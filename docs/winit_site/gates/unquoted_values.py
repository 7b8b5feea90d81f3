"""Every value of a run is quoted on some page, unless the run says that it is data for readers."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from winit_site import common
from winit_site.common import Refused
from winit_site.facts import run_data


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Runs in every build."""
    quoted = run_data.quoted(env)
    for page in common.chapter_pages(env):
        slug = common.chapter_of(page) or ""
        try:
            places = run_data.places_of(env, slug)["values"]
        except Refused as fault:
            common.refuse(fault, page)
            continue
        for name, place in places.items():
            if not place["data"] and (slug, name) not in quoted:
                common.refuse(f'{place["file"]}:{place["line"]}: no page quotes the value "{name}"; quote '
                              f"it with {{val}}`{slug}/{name}`, add it with data() for readers of the "
                              "tables, or drop it", None)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("env-updated", check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
