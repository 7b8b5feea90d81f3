"""gnuplot's SVG, made smaller for the site: what draws nothing goes, numbers keep one decimal.

Nothing here knows Sphinx.
"""

from __future__ import annotations

import re

DEFINED = re.compile(r"<(\w+)\b[^>]*\sid='(gpDot|gpPt\d+|textbox|greybox)'[^>]*?(?:/>|>.*?</\1>)\s*", re.S)
EMPTY_GROUP = re.compile(r"<g\b[^>]*>\s*</g>")
PATH = re.compile(r"\bd='([^']*)'")
STEP = re.compile(r"([ML]?)\s*(-?[\d.]+),(-?[\d.]+)|[Zz]")
POINTS = re.compile(r"\bpoints\s*=\s*'([^']*)'")
DECIMALS = re.compile(r"-?\d+\.\d+")
COLOR = re.compile(r"rgb\(\s*(\d+),\s*(\d+),\s*(\d+)\s*\)")
GROUND = '<rect x="0" y="0"'
HOISTED = (' fill="none"', ' font-family="sans-serif"', ' stroke="currentColor"', ' stroke-linecap="round"',
           ' stroke-linejoin="round"')


def shorter(svg: str) -> str:
    """The same drawing in fewer bytes."""
    svg = re.sub(r"<\?xml.*?\?>|<title>.*?</title>|<!--.*?-->", "", svg, flags=re.S)
    svg = drop_unused(svg)
    head, end, svg = svg.partition("</defs>")
    svg = PATH.sub(lambda match: f"d='{relative(match[1])}'", svg)
    svg = head + end + POINTS.sub(lambda match: f"points='{rounded(match[1])}'", svg)
    svg = svg.replace('<g id="gnuplot_canvas">', f'<g id="gnuplot_canvas"{"".join(HOISTED)}>')
    svg = svg.replace(GROUND, f'{GROUND} stroke="none"')
    head, canvas, rest = svg.partition('<g id="gnuplot_canvas"')
    first, end, rest = rest.partition(">")
    for attribute in HOISTED:
        rest = re.sub(rf"(<(?:g|tspan)\b[^>]*){attribute}", r"\1", rest)
    rest = rest.replace(' color="black"', "")  # it is black unless somebody says otherwise
    rest = re.sub(r'(transform="translate\()([^)]*)', lambda match: match[1] + rounded(match[2]), rest)
    svg = head + canvas + first + end + rest
    svg = COLOR.sub(lambda match: "#" + "".join(f"{int(part):02x}" for part in match.groups()), svg)
    before = ""
    while before != svg:
        before, svg = svg, EMPTY_GROUP.sub("", svg)
    svg = re.sub(r'\.00?"', '"', svg)
    svg = re.sub(r"<(g|tspan)\s*>", r"<\1>", svg)
    return re.sub(r"\s*\n\s*", "\n", svg).replace(">\n<", "><").strip() + "\n"


def drop_unused(svg: str) -> str:
    """Markers and filters that gnuplot defines for every drawing, but for those in use."""
    before = ""
    while before != svg:
        before = svg
        svg = DEFINED.sub(lambda match: match[0] if f"#{match[2]}'" in svg or f"#{match[2]})" in svg
                          else "", svg)
    return svg


def tenths(number: str) -> int:
    return round(float(number) * 10)


def plain(number: int) -> str:
    """A number of tenths as SVG takes it: 105 is 10.5, 5 is .5, 100 is 10."""
    text = f"{number / 10:g}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def rounded(numbers: str) -> str:
    return DECIMALS.sub(lambda match: plain(tenths(match[0])), numbers)


def relative(path: str) -> str:
    """A path of straight lines, each point by its distance from the one before."""
    steps = list(STEP.finditer(path))
    if STEP.sub("", path).strip():
        return path  # not made of straight lines
    out, here, last = [], (0, 0), ""
    for step in steps:
        if step[2] is None:
            out.append("z")
            continue
        there = tenths(step[2]), tenths(step[3])
        if step[1] == "M" or not out:
            out.append(f"M{plain(there[0])},{plain(there[1])}")
            here, last = there, "M"
            continue
        if there == here and last == "l":
            continue
        x, y = plain(there[0] - here[0]), plain(there[1] - here[1])
        out.append(("l" if last != "l" else "" if x.startswith("-") else " ")
                   + x + ("" if y.startswith("-") else ",") + y)
        here, last = there, "l"
    return "".join(out)
