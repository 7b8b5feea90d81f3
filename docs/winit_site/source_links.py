"""Links to files of the repository: to their pages of source, which html/source_pages.py makes.

Every C++ file of the book has such a page; any other file gets one by being registered.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from winit_site import tracked


def register(env: BuildEnvironment, path: str) -> None:
    """Ask for a source page of this file of the repository."""
    tracked.store(env, "sources").setdefault(env.docname, set()).add(path)


def registered(env: BuildEnvironment) -> set[str]:
    return set().union(*tracked.store(env, "sources").values())


def uri(app: Sphinx, from_page: str, path: str, line: int | None = None) -> str:
    """Relative address of a file's source page, at a line if one is given."""
    anchor = f"#L{line}" if line else ""
    return relative_uri(app.builder.get_target_uri(from_page), f"source/{path}.html") + anchor
