"""A book of one chapter that passes every gate, to plant one fault at a time into."""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
import tempfile
import unittest
import warnings
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[2] / "docs"
sys.path.insert(0, str(DOCS))

import sphinx.cmd.build  # noqa: E402

CONF = """
import sys
sys.path.insert(0, {docs!r})
import winit_site
# All of the site but its looks.
extensions = ["myst_parser", *winit_site.extensions("ground", "blocks", "gathered", "gates")]
myst_enable_extensions = ["colon_fence", "dollarmath"]
html_theme = "basic"
winit_root = {root!r}
winit_run_dir = {root!r} + "/build/run"
winit_claims_dir = {root!r} + "/build/claims"
winit_live_dir = {root!r} + "/build/live"
"""

INDEX = """
# A book

What the book is about.

```{toctree}
chapters/06-he/index
claims
references
```
"""

REFERENCES = """
# References

This page is exempt: 2015, twenty, and the code below. It shows {val}`06-he/rms_last_he|3`.

    x = 1
"""

PAGE = """
# How far does a signal travel?

:::{answer}
It travels far: {val}`rms_last_he` is left.

The claim {claim-ref}`he-keeps-mean-square` says why.
:::

:::{plot} rms_by_layer
:alt: The curve of He weights stays level and ends at {rms_last_he|3}, the other one falls.
A network of {given}`3-4-2` units; {val}`rounding|sci` is rounding.
:::

See {numref}`fig-rms_by_layer`, [](#fig-rms_by_layer) and [the figure](#fig-rms_by_layer).

:::{predict}
How much is left?

- [ ] All of it.
- [x] About {val}`share|percent 0`.
- [ ] $2/n$ of it.

---
About {val}`share|percent 1`, of {val}`steps|int` steps, by `W1` and `mt19937_64`, and $2/n$.
:::

:::{listing} snippets/init/he.hpp he_stddev
:emphasize: std::sqrt
The line that matters.
:::

:::{run}
:::

:::{claim} he-keeps-mean-square
He weights keep the mean square at {val}`rms_last_he`, by their {part}`variance <variance of he_normal>`.
:::

:::{detail} Why not the mean
It is zero & stays zero.
:::

:::{slide-says} 6
**It says** that {quoted}`0.0124` is printed.

**Run it** and it crashes.

**True is** what {claim-ref}`he-keeps-mean-square` says.
:::

::::{exercise} Halve the *variance*
Try it.

:::{hint}
Divide.
:::

:::{solution}
```{listing} chapters/06-he/solutions.hpp half_he
```
:::
::::

```{shell}
./tutorial run 6 --depth 50 --seed 7
```
"""

SNIPPET = """#pragma once
/// @brief Standard deviation.
inline double he_stddev(double fan_in) {
    // [begin he_stddev]
    return std::sqrt(2.0 / fan_in);
    // [end he_stddev]
}
"""

SOLUTION = """// [begin half_he]
double half_he(double fan_in);
// [end half_he]
"""

SVG = """<svg
 width="640" height="400"
 viewBox="0 0 640 400" xmlns="http://www.w3.org/2000/svg">
<path fill="none" stroke="currentColor" stroke-width="3" d="M40,180L600,180M40,60L600,360"/></svg>
"""

# What some tests add.

ERRATA = "# Errata\n\n```{errata}\n" + "A slide\n" * 14 + "```\n"
ERRATUM = """
:::{erratum} a second *error*
**It says** that {quoted}`7` is right.

**Run it** again.

**True is** what {claim-ref}`he-keeps-mean-square` says.
:::
"""
PAPERS = {"he2015": {"start": "twice", "equations": [
    {"id": "he-forward", "tex": "n v = 2", "code": "snippets/init/he.hpp",
     "claims": ["he-keeps-mean-square"]}]}}
BIBLIOGRAPHY = """@misc{he2015,
  title  = {Delving Deep into Rectifiers},
  author = {He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing},
  year   = {2015}
}
"""
# What the program says of its options and experiments.
OPTIONS = [
    {"name": "depth", "flag": "--depth", "kind": "count", "from": 1, "to": 200, "default": 30, "quick": 30,
     "meaning": "layers that the signal crosses"},
    {"name": "networks", "flag": "--networks", "kind": "count", "from": 1, "to": 100000, "default": 200, "quick": 40,
     "meaning": "random networks"},
    {"name": "scale", "flag": "--scale", "kind": "number", "from": 0.5, "to": 2.0, "default": 1.0, "quick": 1.0,
     "meaning": "factor of the weights"},
    {"name": "start", "flag": "--start", "kind": "choice", "default": "he", "quick": "he", "choices": ["he", "zeros"],
     "meaning": "weights before the first step"},
    {"name": "batch", "flag": "--batch", "kind": "count", "from": 1, "to": 100, "default": 10, "quick": 10,
     "meaning": "pictures per step"},
    {"name": "seed", "flag": "--seed", "kind": "seed", "from": 0, "to": 2**64 - 1, "default": 6, "quick": 6,
     "meaning": "seed of the random numbers"},
]
LIVE = """:turn: depth networks scale start
:with: networks=20 batch=5
:says: "{rms_last_he|3} is left after {steps} steps."
"""
DRAWN_BY_HAND = ('<svg viewBox="0 0 90 12">\n<style>svg { color: red; }</style>\n'
                 '<path stroke="currentColor" d="M4 6H86"/></svg>\n')
DRAWING = """```{drawing} way
:alt: A line that goes from the left side of the picture to the right.
A caption.
```"""


def with_erratum(page: str, text: str = ERRATUM) -> str:
    """The chapter's page, with a further error in its slide box."""
    return re.sub(r":::\{slide-says\} 6\n(.*?)^:::$",
                  lambda box: f"::::{{slide-says}} 6\n{box[1]}{text}::::", page, flags=re.M | re.S)


def value(number: float) -> dict[str, Any]:
    return {"value": number, "meaning": "what it is", "relative": 1e-9, "absolute": 0}


def evidence(kind: str = "holds", **changes: Any) -> dict[str, Any]:
    row = {"kind": kind, "what": "variance of he_normal", "measured": 0.01993, "expected": 0.02,
           "tolerance": 0.0003, "relation": "near", "samples": 0, "false_alarm": 0, "passed": True}
    return row | changes


def claim_test(*rows: dict[str, Any], **changes: Any) -> dict[str, Any]:
    record = {"name": "He weights keep the mean square", "claims": ["he-keeps-mean-square"],
              "file": "tests/chapters/06_he_test.cpp", "line": 40, "passed": True,
              "evidence": list(rows)}
    return record | changes


class Book:
    """Files under a temporary folder, laid out as in the repository and its build tree."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.page = PAGE
        self.values = {"rms_last_he": value(0.45274987396676775), "rounding": value(1.8e-29),
                       "share": value(0.4529), "steps": value(12000)}
        self.tests = [claim_test(evidence(samples=10000, false_alarm=1e-6),
                                 evidence("control", what="the slide's bound"))]
        self.drawing = SVG
        self.left_out: set[str] = set()
        self.figures = ["rms_by_layer"]
        self.maker = "chapters/06-he/solutions.hpp"  # of every value and series
        self.data: set[str] = set()  # values for readers of the tables
        self.grids: dict[str, Any] = {}  # what rankings stand on
        self.options = OPTIONS
        # The other values are parameters.
        self.experiments = {"rms_by_layer": {"values": ["rms_last_he", "share"], "series": ["rms_by_layer"]},
                            "rounding": {"values": ["rounding"], "series": []}}
        self.files = {
            "snippets/init/he.hpp": SNIPPET,
            "chapters/06-he/solutions.hpp": SOLUTION,
            "build/live/06-he.wasm": "a module",
            "build/run/06-he/output.txt": "How far does a signal travel?\nrms_last_he 0.4527\n",
            "build/book/index.md": INDEX,
            "build/book/claims.md": "# Claims\n\n```{all-claims}\n```\n",
            "build/book/references.md": REFERENCES,
            "build/book/conf.py": CONF.format(docs=str(DOCS), root=str(root)),
        }

    def _write(self, path: str, text: str) -> None:
        """Leave files that say the same alone, so that a second build is an incremental one."""
        file = self.root / path
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def build(self) -> tuple[int, str]:
        """Exit code and standard error of a build by the site's own rules."""
        series = {"kind": "chart", "relative": 1e-9, "absolute": 0}
        run = {"chapter": "06-he", "values": self.values,
               "series": {name: series for name in self.figures}}
        made = {"file": self.maker, "line": 2}
        places = {"values": {name: made | {"data": name in self.data} for name in self.values},
                  "series": dict.fromkeys(self.figures, made), "grids": self.grids,
                  "options": self.options, "experiments": self.experiments}
        generated = {"build/book/chapters/06-he/index.md": self.page,
                     "build/run/06-he/values.json": json.dumps(run),
                     "build/run/06-he/places.json": json.dumps(places),
                     "build/claims/06-he.json": json.dumps({"tests": self.tests})}
        for name in self.figures:
            generated[f"build/run/06-he/{name}.csv"] = "layer,he\n1,0.5\n"
            for scheme in ("", "-dark"):
                generated[f"build/run/06-he/{name}{scheme}.svg"] = self.drawing
        for path, text in (generated | self.files).items():
            if path not in self.left_out:
                self._write(path, text)
        errors = io.StringIO()
        arguments = ["-b", "html", "-n", "-W", "--keep-going", "-q", "-N",
                     str(self.root / "build/book"), str(self.root / "build/site")]
        with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()), \
                warnings.catch_warnings():
            warnings.simplefilter("ignore")  # unittest shows what MyST and docutils deprecate
            code = sphinx.cmd.build.main(arguments)
        return code, errors.getvalue()

    def html(self, page: str = "chapters/06-he/index") -> str:
        return (self.root / "build/site" / f"{page}.html").read_text(encoding="utf-8")

    def ids(self) -> list[str]:
        """The ids of the chapter's own part of its page."""
        return re.findall(r'\sid="([^"]+)"', self.html().partition("<h1")[2])


class GateTest(unittest.TestCase):
    """A test plants a fault into ``self.book`` and says which message it must cause."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.book = Book(Path(folder.name))

    def swap(self, old: str, new: str) -> None:
        """Replace a text of the chapter's page."""
        self.assertIn(old, self.book.page)
        self.book.page = self.book.page.replace(old, new, 1)

    def add(self, text: str) -> None:
        """Append a paragraph to the chapter's page."""
        self.book.page += f"\n{text}\n"

    def assert_refused(self, *messages: str) -> None:
        code, errors = self.book.build()
        for message in messages:
            self.assertIn(message, errors)
        self.assertNotEqual(code, 0)

    def assert_accepted(self) -> None:
        code, errors = self.book.build()
        self.assertEqual(errors, "")
        self.assertEqual(code, 0)
