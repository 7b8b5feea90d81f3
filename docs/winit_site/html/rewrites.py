"""Finished HTML, corrected: what Sphinx and Breathe write and no setting of theirs changes."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

PRE = re.compile(r"<pre>(?:<span></span>)?")
EMPTY_HEAD = re.compile(r'<th class="head[^"]*">(?:<p></p>)?\s*</th>')
HEAD = re.compile(r'<th( class="head)')
# Spans without a style, and ids that older versions of Sphinx gave to functions: half of an API page.
LEFT_OVER = re.compile(r'<span class="(?:pre|[wnpo])">([^<]*)</span>|<span id="_CPPv[123][^"]*"></span>')
# Classes that no style and no script asks for, half of what some elements say.
CLASSES = re.compile(r' class="([^"]*)"')
UNSTYLED = frozenset((
    "compound cpp-expr descclassname descname doc docutils field-even field-odd literal "
    "notranslate reference row-even row-odd sig-inline sig-object sig-paren sig-param simple std std-doc "
    "std-ref toctree-wrapper").split())
# In a signature, the parameter T of a template links to itself.
TO_ITSELF = re.compile(r'<a class="reference internal" href="[^"]*" title="[^"]*::[A-Z]">([A-Z])</a>')
# What a link to an entity says anyway.
ITS_NAME = re.compile(r'(<a class="reference internal" href="[^"]*") title="winit::[^"]*"')


def styled(match: re.Match[str]) -> str:
    """The classes of an element that mean something."""
    kept = [name for name in match[1].split() if name not in UNSTYLED]
    return f' class="{" ".join(kept)}"' if kept else ""


def corrected(body: str) -> str:
    # Long lines scroll, so the keyboard must reach them. The highlighter begins with nothing.
    body = PRE.sub('<pre tabindex="0">', body)
    body = HEAD.sub(r'<th scope="col"\1', EMPTY_HEAD.sub("<td></td>", body))
    body = LEFT_OVER.sub(r"\1", LEFT_OVER.sub(r"\1", body))  # they nest
    body = ITS_NAME.sub(r"\1", TO_ITSELF.sub(r"\1", body))
    return CLASSES.sub(styled, body)


def correct(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any],
            doctree: nodes.document | None) -> None:
    if doctree is not None:
        context["body"] = corrected(context["body"])


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", correct)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
