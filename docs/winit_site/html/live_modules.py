"""The chapters' modules as scripts of the site, so that they open from disk, too: _static/live/NN-slug.js and
digits.js. A page loads them on first use."""

from __future__ import annotations

import base64
import gzip
import json
import sys
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from winit_site import common
from winit_site.facts import modules

COMPARED = ("value", "relative", "absolute")


def packed(data: bytes) -> str:
    """As base64 of gzip, the same bytes for the same data."""
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()


def script(function: str, *arguments: Any) -> str:
    texts = (json.dumps(argument, separators=(",", ":")) for argument in arguments)
    return f'"use strict";\nwinitLive.{function}({",".join(texts)});\n'


def printed(env: BuildEnvironment, slug: str, series: set[str]) -> dict[str, Any]:
    """What the pages show of a chapter: all of its values, which experiment gives which, and the series that are
    drawn live."""
    folder = common.run_dir(env, slug)
    run = json.loads((folder / "values.json").read_text(encoding="utf-8"))
    experiments = json.loads((folder / "places.json").read_text(encoding="utf-8"))["experiments"]
    return {"values": {name: {key: value[key] for key in COMPARED} for name, value in run["values"].items()},
            "experiments": {name: contents["values"] for name, contents in experiments.items()},
            "series": {name: run["series"][name] | {"csv": (folder / f"{name}.csv").read_text(encoding="utf-8")}
                       for name in sorted(series)}}


def write_module(env: BuildEnvironment, slug: str, series: set[str], file: Path) -> None:
    module = {"wasm": packed(modules.file_of(env, slug).read_bytes()), "printed": printed(env, slug, series)}
    write(file, script("module", slug, module))


def write(file: Path, text: str) -> None:
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def bring(app: Sphinx, failure: Exception | None) -> None:
    """Write what is missing or old, drop modules that no page runs any more."""
    if failure or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static" / "live"
    used = modules.used(app.env)
    slugs = sorted({slug for slug, _ in used if modules.has(app.env, slug)})
    for slug in slugs:
        series = {name for of, name in used if of == slug and name}
        write_module(app.env, slug, series, folder / f"{slug}.js")
    if slugs:
        digits = common.repo_root(app.env) / "data" / "digits.csv"
        write(folder / "digits.js", script("digits", packed(digits.read_bytes())))
    elif used:
        print("The site is built without live figures: the chapters' modules are not in build/live", file=sys.stderr)
    for file in folder.glob("[0-9][0-9]-*.js"):
        if file.stem not in slugs:
            file.unlink()


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("build-finished", bring)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
