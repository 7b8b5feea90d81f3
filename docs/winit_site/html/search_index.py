"""The search index is written in order, without words that no page has any more and without the
parameters of functions: nobody looks for them, and they are half of the names.

Sphinx keeps its index in attributes without a promise; where a release keeps it otherwise, this part
says so in one line instead of writing an index that depends on the order of the build.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from winit_site import common

PARAMETERS = ("functionParam", "templateParam")
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
        return without_parameters(freeze())

    index.freeze = freeze_in_order
    return []


def without_parameters(frozen: dict[str, Any]) -> dict[str, Any]:
    left_out = {number for number, (_, kind, _) in frozen["objnames"].items() if kind in PARAMETERS}
    named = {prefix: [entry for entry in entries if entry[1] not in left_out]
             for prefix, entries in frozen["objects"].items()}
    return frozen | {"objects": {prefix: entries for prefix, entries in named.items() if entries}}


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-collect-pages", put_in_order)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
