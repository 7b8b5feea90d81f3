"""The parts of docs/winit_site know only those below them, none knows itself through others, all say their types."""

import ast
import unittest
from pathlib import Path
from typing import Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "docs" / "winit_site"
WINGS = ("ground", "facts", "blocks", "gathered", "gates", "html")  # from below
Uses = dict[str, set[str]]  # part -> the parts that it imports


def uses(package: Path) -> Uses:
    """What each part imports of the package, wherever in its file."""
    found: Uses = {}
    for file in package.rglob("*.py"):
        part = ".".join(file.relative_to(package.parent).with_suffix("").parts)
        found[part.removesuffix(".__init__")] = {
            name for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) for name in imported(node, package.parent)}
    return found


def imported(node: ast.ImportFrom, above: Path) -> Iterator[str]:
    for alias in node.names if (node.module or "").startswith("winit_site") else ():
        part = f"{node.module}.{alias.name}"
        yield part if above.joinpath(*part.split(".")).with_suffix(".py").exists() else node.module


def floor(part: str) -> int:
    wing = part.split(".")[1] if "." in part else ""
    return WINGS.index(wing) if wing in WINGS else 0


def faults(graph: Uses) -> Iterator[str]:
    for part, below in sorted(graph.items()):
        for other in sorted(below):
            if floor(other) > floor(part):
                yield f"{part} imports {other}, which stands above it"
        if part in reached(part, graph):
            yield f"{part} imports itself through others"


def reached(part: str, graph: Uses) -> set[str]:
    """All parts that one stands on."""
    found: set[str] = set()
    ahead = [part]
    while ahead:
        new = graph.get(ahead.pop(), set()) - found
        found |= new
        ahead += new
    return found


def silent(file: str, code: str) -> Iterator[str]:
    """Functions that do not say their types."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef):
            given = [*node.args.args, *node.args.kwonlyargs]
            if not node.returns or not all(argument.annotation or argument.arg in ("self", "cls")
                                           for argument in given):
                yield f"{file}:{node.lineno}: {node.name} does not say its types"


class Package(unittest.TestCase):
    def test_functions_say_their_types(self) -> None:
        self.assertEqual([fault for file in (ROOT / "docs").rglob("*.py")
                          for fault in silent(file.name, file.read_text(encoding="utf-8"))], [])

    def test_silent_function_is_found(self) -> None:
        code = "def a(x: int) -> int: ...\ndef b(x) -> int: ...\ndef c(x: int): ...\n"
        self.assertEqual(list(silent("a.py", code)), ["a.py:2: b does not say its types",
                                                      "a.py:3: c does not say its types"])

    def test_parts_know_those_below(self) -> None:
        graph = uses(PACKAGE)
        self.assertIn("winit_site.common", graph["winit_site.blocks.values"])
        self.assertEqual(list(faults(graph)), [])

    def test_import_upwards_is_found(self) -> None:
        graph = {"winit_site.facts.a": {"winit_site.gates.b"}, "winit_site.gates.b": set()}
        self.assertEqual(list(faults(graph)),
                         ["winit_site.facts.a imports winit_site.gates.b, which stands above it"])

    def test_circle_is_found(self) -> None:
        graph = {"winit_site.facts.a": {"winit_site.facts.b"}, "winit_site.facts.b": {"winit_site.facts.a"}}
        self.assertEqual(len(list(faults(graph))), 2)


if __name__ == "__main__":
    unittest.main()
