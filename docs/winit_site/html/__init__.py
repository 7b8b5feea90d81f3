"""What finished pages look like, and the files around them."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx


def theme(app: Sphinx) -> Path:
    """The folder of our templates and style sheets."""
    return Path(app.confdir) / "_theme" / "winit"
