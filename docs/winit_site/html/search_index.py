"""The search index is written in order, without words that no page has any more, without the
parameters of functions, which are half of the names, and without the decimals of numbers: nobody looks
for them.

Sphinx keeps its index in attributes without a promise; where a release keeps it otherwise, this part
says so in one line instead of writing an index that depends on the order of the build.
"""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

from winit_site import common

PARAMETERS = ("functionParam", "templateParam")
# Years stay. In tables a number and the word of the next cell are one to Sphinx.
DECIMALS = re.compile(r"(?:0\d+|(?!(?:19|20)\d\d$)\d{3,})[a-z]*")
PARTS = ("_mapping", "_title_mapping", "_all_titles")


def put_in_order(app: Sphinx) -> list[Any]:
    index = app.builder.indexer
    missing = [name for name in (*PARTS, "_index_entries") if not hasattr(index, name)]
    if missing:
        common.refuse(f"search index: this Sphinx has no {', '.join(missing)}; "
                      "see docs/winit_site/html/search_index.py", None)
        return []
    freeze = index.freeze

    def freeze_in_order() -> dict[str, Any]:
        index._index_entries.clear()  # the same names as the objects, and Sphinx 5 loses them
        for name in PARTS:
            part = getattr(index, name)
            entries = sorted((name, value) for name, value in part.items() if value)
            part.clear()
            part.update(entries)
        return without_decimals(without_parameters(freeze()))

    index.freeze = freeze_in_order
    return []


def without_parameters(frozen: dict[str, Any]) -> dict[str, Any]:
    left_out = {number for number, (_, kind, _) in frozen["objnames"].items() if kind in PARAMETERS}
    named = {prefix: [entry for entry in entries if entry[1] not in left_out]
             for prefix, entries in frozen["objects"].items()}
    return frozen | {"objects": {prefix: entries for prefix, entries in named.items() if entries}}


def without_decimals(frozen: dict[str, Any]) -> dict[str, Any]:
    kept = {word: pages for word, pages in frozen["terms"].items() if not DECIMALS.fullmatch(word)}
    return frozen | {"terms": kept}


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-collect-pages", put_in_order)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
