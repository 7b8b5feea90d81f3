"""Formulas where only text can stand: descriptions and tooltips. Nothing here knows Sphinx."""

from __future__ import annotations

import re

from docutils import nodes

SIGNS = {
    r"\nin": "n_in", r"\nout": "n_out", r"\relu": "ReLU", r"\E": "E", r"\Var": "Var", r"\R": "R",
    r"\Normal": "N", r"\Uniform": "U", r"\T": "ᵀ", r"\cdot": "·", r"\times": "×", r"\pm": "±", r"\sqrt": "√",
    r"\partial": "∂", r"\infty": "∞", r"\le": "≤", r"\ge": "≥", r"\approx": "≈", r"\sum": "Σ", r"\prod": "Π",
    r"\alpha": "α", r"\beta": "β", r"\chi": "χ", r"\eta": "η", r"\kappa": "κ", r"\lambda": "λ", r"\mu": "μ",
    r"\phi": "φ", r"\pi": "π", r"\rho": "ρ", r"\sigma": "σ", r"\tau": "τ", r"\tanh": "tanh", r"\ln": "ln",
    r"\log": "log", r"\exp": "exp", r"\mathcal": "", r"\mathrm": "", r"\text": "", r"\operatorname": "",
    r"\left": "", r"\right": "", r"\big": "", r"\tfrac": r"\frac",
}
FRACTION = re.compile(r"\\[td]?frac\{([^{}]*)\}\{([^{}]*)\}")
ROOT = re.compile(r"\\sqrt\{([^{}]*[^{}\w][^{}]*)\}")  # of more than one letter or number
COMMAND = re.compile(r"\\[A-Za-z]+|\\[,;:!. ]")
POWERS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
POWER = re.compile(r"\^(\d|\{[-\d]+\})")


def plain_tex(tex: str) -> str:
    """A short formula as readers would type it: 2/n_in, σ_w²."""
    tex = FRACTION.sub(r"\1/\2", tex)
    tex = ROOT.sub(r"√(\1)", tex)
    tex = POWER.sub(lambda match: match[1].strip("{}").translate(POWERS), tex)
    tex = COMMAND.sub(lambda match: SIGNS.get(match[0], "" if match[0][1].isalpha() else " "), tex)
    return re.sub(r"\s+", " ", tex.replace("{", "").replace("}", "")).strip()


def plain_text(node: nodes.Node) -> str:
    """The words of a node, with its formulas as plain_tex() writes them."""
    if isinstance(node, (nodes.math, nodes.math_block)):
        return plain_tex(node.astext())
    if isinstance(node, nodes.Text):
        return node.astext()
    return "".join(map(plain_text, node.children))
