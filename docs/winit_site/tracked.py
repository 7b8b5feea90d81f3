"""What is kept per page, and what must be written again: the whole of it is here.

Sphinx reads a page again when its text or a file it depends on (``env.note_dependency``) has changed,
and writes again what it has read. Our pages show more than their own text. Four helpers say so, one
for each way to grow old:

- ``follow``: a page shows facts from elsewhere. It is *written* again when they are not what it
  showed last.
- ``read_after_others``: a page is made of pieces of others. It is *read* again when any other was.
- ``wake``: a file that Sphinx does not know has changed. Sphinx writes nothing at all when no page
  is due, so one page is.
- ``is_older``: a file that we make is made again when one of its sources is younger.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Iterable, Mapping

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Shown = Callable[["BuildEnvironment"], Mapping[str, Any]]  # page -> what it shows


# Records per page: a page that is read again or removed takes its records with it.


def store(env: BuildEnvironment, name: str) -> dict[str, Any]:
    """The records called ``name``: page -> whatever that page recorded."""
    return env.__dict__.setdefault("winit_stores", {}).setdefault(name, {})


def _purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    for records in env.__dict__.setdefault("winit_stores", {}).values():
        records.pop(docname, None)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    for name, records in other.__dict__.get("winit_stores", {}).items():
        store(env, name).update({page: records[page] for page in docnames if page in records})


# Written again.


def digest(shown: Any) -> str:
    """A short name for what a page shows: of lists, dictionaries, numbers and words."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def follow(app: Sphinx, name: str, shown: Shown) -> None:
    """Write a page again when ``shown`` says something else about it than in the last build."""
    def stale(app: Sphinx, env: BuildEnvironment) -> list[str]:
        digests = env.__dict__.setdefault("winit_shown", {})
        before = digests.get(name, {})
        now = {page: digest(facts) for page, facts in shown(env).items()}
        digests[name] = now
        return sorted(page for page in now if now[page] != before.get(page))

    app.connect("env-updated", stale)


def wake(app: Sphinx, is_due: Callable[[Sphinx], bool]) -> None:
    """Make Sphinx write something when files are due that it does not know."""
    def one_page(app: Sphinx, env: BuildEnvironment) -> list[str]:
        return [app.config.root_doc] if is_due(app) else []

    app.connect("env-updated", one_page)


# Read again.


def read_after_others(env: BuildEnvironment) -> None:
    """Say that the page now read is made of pieces of others."""
    store(env, "made_of_others")[env.docname] = True


def _outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str],
              removed: set[str]) -> list[str]:
    return sorted(store(env, "made_of_others")) if added | changed | removed else []


# Made again.


def is_older(made: Path, sources: Iterable[Path]) -> bool:
    """A file is missing, or one of its sources is younger."""
    if not made.exists():
        return True
    time = made.stat().st_mtime
    return any(source.stat().st_mtime >= time for source in sources)


def forget_if_older(doctrees: Path, tools: Iterable[Path]) -> None:
    """What was read by other extensions than today's is read again: Sphinx cannot know."""
    read = doctrees / "environment.pickle"
    if read.exists() and is_older(read, tools):
        shutil.rmtree(doctrees)


# Gone.


def _drop_pages(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str],
                removed: set[str]) -> list[str]:
    """Sphinx forgets a text that is gone and leaves its page in the site."""
    for docname in removed:
        Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)
    return []


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("env-get-outdated", _drop_pages)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("env-get-outdated", _outdated)
    return {"version": "2", "env_version": 2,
            "parallel_read_safe": True, "parallel_write_safe": True}
