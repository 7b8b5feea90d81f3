"""Style sheets and scripts: ours come along when they change, those of the past go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from winit_site import tracked
from winit_site.html import theme

# Sphinx copies these for scripts of the past; no page of ours loads them.
UNUSED = ("jquery*.js", "underscore*.js", "_sphinx_javascript_frameworks_compat.js", "basic.css",
          "pygments.css", "file.png", "plus.png", "minus.png")


def changed(app: Sphinx) -> bool:
    """Sphinx copies no style sheet when no text has changed."""
    here, static = theme(app) / "static", Path(app.outdir) / "_static"
    return any(tracked.is_older(static / file.relative_to(here), [file])
               for file in here.rglob("*") if file.is_file())


def drop_unused(app: Sphinx, exception: Exception | None) -> None:
    for pattern in UNUSED:
        for file in (Path(app.outdir) / "_static").glob(pattern):
            file.unlink()


def setup(app: Sphinx) -> dict[str, Any]:
    tracked.wake(app, changed)
    app.connect("build-finished", drop_unused)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
