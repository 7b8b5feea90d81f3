"""What the extensions share: where things are, what is kept per page, how a fault is said."""

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
from sphinx.util.osutil import relative_uri

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


def is_prose(config: Config, docname: str) -> bool:
    """Pages that people wrote; generated ones are exempt from what holds for prose."""
    return not any(fnmatch(docname, pattern) for pattern in config.winit_number_exempt)


def chapter_number(slug: str) -> int:
    return int(slug[:2])


# What is kept per page, so that a page that is read again or removed takes its records with it.


def store(env: BuildEnvironment, name: str) -> dict[str, Any]:
    """The records called ``name``: page -> whatever that page recorded."""
    stores = env.__dict__.setdefault("winit_stores", {})
    return stores.setdefault(name, {})


def _purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    for records in env.__dict__.setdefault("winit_stores", {}).values():
        records.pop(docname, None)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    for name, records in other.__dict__.get("winit_stores", {}).items():
        mine = store(env, name)
        mine.update({page: records[page] for page in docnames if page in records})


# Source pages: made by source_pages.py for every C++ file and for every path registered here.


def register_source(env: BuildEnvironment, repo_path: str) -> None:
    """Ask for a source page of this file of the repository."""
    store(env, "sources").setdefault(env.docname, set()).add(repo_path)


def registered_sources(env: BuildEnvironment) -> set[str]:
    return set().union(*store(env, "sources").values())


def source_uri(app: Sphinx, from_docname: str, repo_path: str, line: int | None = None) -> str:
    """Relative address of a file's source page, at a line if one is given."""
    anchor = f"#L{line}" if line else ""
    here = app.builder.get_target_uri(from_docname)
    return relative_uri(here, f"source/{repo_path}.html") + anchor


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_config_value("winit_root", "", "env")
    app.add_config_value("winit_run_dir", "", "env")
    app.add_config_value("winit_claims_dir", "", "env")
    app.add_config_value("winit_number_exempt", ["api/*", "references"], "env")
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    return {"version": "1", "env_version": 1,
            "parallel_read_safe": True, "parallel_write_safe": True}
