"""What all of the site shares: where things are, and how a fault is said."""

from __future__ import annotations

import difflib
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Iterable

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)
CHAPTER_PAGE = re.compile(r"chapters/((\d\d)-[a-z0-9-]+)/")
SLUG = re.compile(r"\d\d-[a-z0-9-]+")


class Refused(Exception):
    """A fault of the author's: its text is one line that names the fault and what is accepted."""


def refuse(message: str | Refused, location: Any) -> None:
    """Report a fault. The site is built with -W, so this fails the build."""
    LOGGER.warning("%s", message, location=location, type="winit")


def close_names(name: str, known: Iterable[str]) -> str:
    """The tail of a message about an unknown name: what was meant, or what there is."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=3)
    if near:
        return "did you mean " + " or ".join(near) + "?"
    return "known: " + (", ".join(names[:20]) or "none")


# Where things are.


def repo_root(env: BuildEnvironment) -> Path:
    return Path(env.config.winit_root)


def run_dir(env: BuildEnvironment, slug: str) -> Path:
    return Path(env.config.winit_run_dir) / slug


def claims_dir(env: BuildEnvironment) -> Path:
    return Path(env.config.winit_claims_dir)


def chapter_of(docname: str) -> str | None:
    """``chapters/06-he/index`` is a page of ``06-he``; a page outside the chapters has none."""
    match = CHAPTER_PAGE.match(docname)
    return match[1] if match else None


def chapter_pages(env: BuildEnvironment) -> list[str]:
    return sorted(page for page in env.found_docs if chapter_of(page))


def is_prose(config: Config, docname: str) -> bool:
    """Pages that people wrote; generated ones are exempt from what holds for prose."""
    return not any(fnmatch(docname, pattern) for pattern in config.winit_number_exempt)


def chapter_number(slug: str) -> int:
    return int(slug[:2])


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_config_value("winit_root", "", "env")
    app.add_config_value("winit_run_dir", "", "env")
    app.add_config_value("winit_claims_dir", "", "env")
    app.add_config_value("winit_live_dir", "", "env")
    app.add_config_value("winit_number_exempt", ["api/*", "references", "authors"], "env")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
