"""Formulas become HTML and MathML while the site is built, by KaTeX in one Node process.

A formula that KaTeX refuses is a warning that names the page. What was rendered once is kept in
<build>/katex.json, so an unchanged formula costs nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html import HTMLTranslator

logger = logging.getLogger(__name__)

# What every page may write; listed for readers on the notation page.
MACROS = {
    r"\E": r"\mathrm{E}",
    r"\Var": r"\operatorname{Var}",
    r"\R": r"\mathbb{R}",
    r"\Normal": r"\mathcal{N}",
    r"\Uniform": r"\mathcal{U}",
    r"\nin": r"n_{\text{in}}",
    r"\nout": r"n_{\text{out}}",
    r"\relu": r"\operatorname{ReLU}",
    r"\T": r"^{\top}",
}
# Typefaces that no page needs: they are not shipped, and a formula that asks for one is refused.
LEFT_OUT = re.compile(
    r"KaTeX_(?:Fraktur|SansSerif|Script|Typewriter|Main-Bold|Main-Italic|Math-Bold|Caligraphic-Bold)")
LEFT_OUT_CLASS = re.compile(
    r"\b(?:math(?:frak|sf|scr|tt|bf|it)|text(?:sf|tt|bf|it)|boldsymbol)\b")
CLASSES = re.compile(r' class="([^"]*)"')
SOURCE = re.compile(r'<annotation encoding="application/x-tex">.*?</annotation>', re.S)
# What HTML, unlike XML, takes for granted, and a wrapper of what is left out.
TAKEN_FOR_GRANTED = re.compile(r' xmlns="http://www.w3.org/1998/Math/MathML"|</?semantics>')
FACE = re.compile(r"@font-face\{[^}]*\}")
ASSETS = Path("/usr/share/javascript/katex")
PROGRAM = """
const katex = require(process.argv[1]);
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { tex, display, macros } = JSON.parse(line);
  let answer;
  try {
    answer = { html: katex.renderToString(tex, { displayMode: display, macros, strict: "error" }) };
  } catch (error) {
    answer = { error: error.message };
  }
  console.log(JSON.stringify(answer));
});
"""


class Renderer:
    """KaTeX with a memory on disk."""

    def __init__(self, memory: Path) -> None:
        self.memory = memory
        script = (ASSETS / "katex.min.js").read_bytes()
        self.version = hashlib.sha256(script + Path(__file__).read_bytes()).hexdigest()
        css = (ASSETS / "katex.min.css").read_text("utf-8")
        self.styles = set(re.findall(r"\.([A-Za-z][\w-]*)", css))
        self.known: dict[str, str] = {}
        self.node: subprocess.Popen[str] | None = None
        try:
            stored = json.loads(memory.read_text("utf-8"))
            if stored["version"] == self.version:
                self.known = stored["formulas"]
        except (OSError, ValueError, KeyError):
            pass

    def render(self, tex: str, display: bool) -> str:
        """HTML of a formula. Raises ValueError with KaTeX's own words."""
        key = ("display " if display else "inline ") + tex
        if key not in self.known:
            answer = self.ask({"tex": tex, "display": display, "macros": MACROS})
            if "error" in answer:
                raise ValueError(answer["error"])
            if LEFT_OUT_CLASS.search(answer["html"]):
                raise ValueError("a typeface that docs/winit_site/html/katex.py leaves out")
            self.known[key] = self.shorter(answer["html"])
        return self.known[key]

    def shorter(self, html: str) -> str:
        """Without the source, and without classes that the style sheet does not know."""
        def known(match: re.Match[str]) -> str:
            names = [name for name in match[1].split() if name in self.styles]
            return f' class="{" ".join(names)}"' if names else ""

        return CLASSES.sub(known, TAKEN_FOR_GRANTED.sub("", SOURCE.sub("", html)))

    def ask(self, question: dict[str, Any]) -> dict[str, str]:
        if self.node is None:
            self.node = subprocess.Popen(
                ["node", "-e", PROGRAM, str(ASSETS / "katex.min.js")], text=True, encoding="utf-8",
                stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.node.stdin.write(json.dumps(question) + "\n")
        self.node.stdin.flush()
        return json.loads(self.node.stdout.readline())

    def close(self) -> None:
        """Stop Node; keep the formulas if any was new."""
        if self.node is not None:
            self.node.stdin.close()
            self.node.wait()
            stored = {"version": self.version, "formulas": self.known}
            self.memory.write_text(json.dumps(stored, sort_keys=True), "utf-8")


def render(translator: HTMLTranslator, node: nodes.Element, tex: str, display: bool) -> str:
    try:
        return translator.builder.app.winit_katex.render(tex, display)
    except ValueError as error:
        logger.warning("%s in the formula: %s", error, tex, location=node, type="katex")
        return ""


def visit_math(translator: HTMLTranslator, node: nodes.math) -> None:
    html = render(translator, node, node.astext(), False)
    translator.body.append(f'<span class="math">{html}</span>')
    raise nodes.SkipNode


def visit_displaymath(translator: HTMLTranslator, node: nodes.math_block) -> None:
    tex = node.astext().strip()
    if r"\\" in tex and r"\begin" not in tex:
        tex = rf"\begin{{aligned}}{tex}\end{{aligned}}"
    before = node.previous_sibling() if node.parent else None
    given = before["ids"] if isinstance(before, nodes.target) else []
    ids = "".join(f' id="{name}"' for name in node["ids"][:1] if name not in given)
    translator.body.append(f'<div class="math equation"{ids}>')
    translator.body.append(render(translator, node, tex, True))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def start(app: Sphinx) -> None:
    app.winit_katex = Renderer(Path(app.doctreedir).parent / "katex.json")


def finish(app: Sphinx, exception: Exception | None) -> None:
    app.winit_katex.close()
    if exception is None and app.builder.format == "html":
        folder = Path(app.outdir) / "_static" / "katex"
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "fonts").mkdir(parents=True)
        css = (ASSETS / "katex.min.css").read_text("utf-8")
        only_woff2 = re.sub(r""",url\([^)]*\.(?:woff|ttf)\) format\(["'](?:woff|truetype)["']\)""", "", css)
        faces = FACE.sub(lambda face: "" if LEFT_OUT.search(face[0]) else face[0], only_woff2)
        (folder / "katex.css").write_text(faces, "utf-8")
        for font in (ASSETS / "fonts").glob("*.woff2"):
            if not LEFT_OUT.match(font.name):
                shutil.copyfile(font, folder / "fonts" / font.name)


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_html_math_renderer("katex", (visit_math, None), (visit_displaymath, None))
    app.connect("builder-inited", start)
    app.connect("build-finished", finish)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
