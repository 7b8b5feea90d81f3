"""Finished HTML, corrected: what Sphinx and Breathe write and no setting of theirs changes."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

EMPTY_HEAD = re.compile(r'<th class="head[^"]*">(?:<p></p>)?\s*</th>')
HEAD = re.compile(r'<th( class="head)')
# Spans without a style, and ids that older versions of Sphinx gave to functions: half of an API page.
LEFT_OVER = re.compile(r'<span class="(?:pre|[wnpo])">([^<]*)</span>|<span id="_CPPv[123][^"]*"></span>')
# Classes that no style asks for, and what the highlighter puts first.
UNSTYLED = re.compile(r'(?<=<code) class="docutils literal notranslate"|(?<=<pre>)<span></span>')
# In a signature, the parameter T of a template links to itself.
TO_ITSELF = re.compile(r'<a class="reference internal" href="[^"]*" title="[^"]*::[A-Z]">([A-Z])</a>')
# What a link to an entity says anyway.
ITS_NAME = re.compile(r'(<a class="reference internal" href="[^"]*") title="winit::[^"]*"')


def corrected(body: str) -> str:
    body = UNSTYLED.sub("", body)
    # Long lines scroll, so the keyboard must reach them.
    body = body.replace("<pre>", '<pre tabindex="0">')
    body = HEAD.sub(r'<th scope="col"\1', EMPTY_HEAD.sub("<td></td>", body))
    body = LEFT_OVER.sub(r"\1", LEFT_OVER.sub(r"\1", body))  # they nest
    return ITS_NAME.sub(r"\1", TO_ITSELF.sub(r"\1", body))


def correct(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any],
            doctree: nodes.document | None) -> None:
    if doctree is not None:
        context["body"] = corrected(context["body"])


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", correct)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
