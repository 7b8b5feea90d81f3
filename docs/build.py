"""Build the site: gather its pages in build/book, then run Sphinx on them.

Usage: build.py ROOT BUILD

The book is made of links to docs/ and chapters/, and of one page per header of snippets/, written
from Doxygen's XML. A file is touched only when it changes, so Sphinx reads only what changed.
"""

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

DIRECTIVES = {
    "class": "doxygenclass",
    "struct": "doxygenstruct",
    "concept": "doxygenconcept",
    "namespace": "doxygennamespace",
    "enum": "doxygenenum",
    "function": "doxygenfunction",
    "typedef": "doxygentypedef",
    "variable": "doxygenvariable",
}


def text_of(element: ET.Element | None) -> str:
    """The words of an XML element, on one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def read_doxygen(xml: Path) -> dict[str, dict[str, Any]]:
    """Map each header, "snippets/init/he.hpp", to its brief and its public entities in source order."""
    headers, entities = {}, []
    for file in sorted(xml.glob("*.xml")):
        for compound in ET.parse(file).getroot().iter("compounddef"):
            kind, location = compound.get("kind"), compound.find("location")
            name = compound.findtext("compoundname")
            if kind == "file":
                headers[location.get("file")] = {
                    "brief": text_of(compound.find("briefdescription")),
                    "details": text_of(compound.find("detaileddescription")) != "",
                    "entities": [],
                }
            elif kind == "namespace":
                entities += [
                    Entity.at(member.find("location"), member.get("kind"),
                              f"{name}::{member.findtext('name')}", member.findtext("argsstring"))
                    for member in compound.iter("memberdef")
                ]
            elif kind in DIRECTIVES and compound.get("prot", "public") == "public":
                entities.append(Entity.at(location, kind, name))
    for entity in top_level(entities):
        if entity.header in headers:
            headers[entity.header]["entities"].append(entity)
    return headers


class Entity(NamedTuple):
    header: str
    line: int
    kind: str
    name: str
    arguments: str = ""

    @classmethod
    def at(cls, location: ET.Element, *rest: str) -> "Entity":
        return cls(location.get("file"), int(location.get("line")), *rest)

    @property
    def scope(self) -> str:
        return self.name.rpartition("::")[0]


def top_level(entities: Iterable[Entity]) -> list[Entity]:
    """In source order, without members of classes. A nested namespace stands for what it holds."""
    names = {entity.name for entity in entities}
    inner = {}
    for entity in sorted(entities):
        if "::" in entity.scope and entity.scope not in names:
            inner.setdefault(entity.scope, entity)
    spaces = [first._replace(kind="namespace", name=scope) for scope, first in inner.items()]
    return sorted(spaces + [entity for entity in entities
                            if entity.scope not in names and entity.scope not in inner])


def chapters(root: Path) -> list[Path]:
    return [page.parent for page in sorted(root.glob("chapters/[0-9][0-9]-*/index.md"))]


def chapters_using(root: Path, header: str) -> list[str]:
    """Slugs of the chapters that include a header or show a part of it."""
    used = re.compile(
        rf'^#include "{re.escape(header)}"|^[`:]{{3,}}\{{listing\}} {re.escape(header)} ', re.M)
    return [
        folder.name for folder in chapters(root)
        if any(used.search(file.read_text(encoding="utf-8"))
               for pattern in ("*.hpp", "*.cpp", "*.md") for file in sorted(folder.glob(pattern)))
    ]


def overloads(headers: dict[str, dict[str, Any]]) -> set[str]:
    """Names that more than one function of the library has: they need their arguments."""
    names = Counter(entity.name for facts in headers.values() for entity in facts["entities"])
    return {name for name, count in names.items() if count > 1}


def api_page(header: str, facts: dict[str, Any], used_in: list[str], overloaded: set[str]) -> str:
    """The reStructuredText of one header's page."""
    title = facts["brief"].rstrip(".") or header
    lines = [title, "=" * len(title), "", f".. api-header:: {header}"]
    if used_in:
        lines.append(f"   :chapters: {' '.join(used_in)}")
    lines.append("")
    if facts["details"]:
        lines += [f".. doxygenfile:: {header}", "   :sections: detaileddescription", ""]
    for entity in facts["entities"]:
        signature = entity.name + (entity.arguments if entity.name in overloaded else "")
        lines.append(f".. {DIRECTIVES[entity.kind]}:: {signature}")
        if entity.kind in ("class", "struct", "namespace"):
            lines.append("   :members:")
        lines.append("")
    return "\n".join(lines)


def gather(root: Path, build: Path) -> Path:
    """Make build/book hold exactly the pages of the site."""
    book = build / "book"
    wanted = {}
    for file in [*root.glob("docs/*.md"), *root.glob("docs/*.bib")]:
        wanted[book / file.name] = file
    for folder in chapters(root):
        wanted[book / folder.relative_to(root) / "index.md"] = folder / "index.md"
    headers = read_doxygen(build / "doxygen" / "xml")
    overloaded = overloads(headers)
    for header, facts in headers.items():
        page = book / "api" / (Path(header).stem + ".rst")
        wanted[page] = api_page(header, facts, chapters_using(root, header), overloaded)

    for old in [path for path in book.rglob("*") if path.is_symlink() or path.is_file()]:
        if old not in wanted:
            old.unlink()
    for path, content in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            if path.is_symlink() or not path.exists() or path.read_text("utf-8") != content:
                path.unlink(missing_ok=True)
                path.write_text(content, "utf-8")
        elif not path.is_symlink() or Path(os.readlink(path)) != content:
            path.unlink(missing_ok=True)
            path.symlink_to(content)
    return book


def forget_if_older(doctrees: Path, docs: Path) -> None:
    """What was read by other extensions than today's is read again."""
    read = doctrees / "environment.pickle"
    tools = [docs / "conf.py", *docs.glob("_ext/*.py")]
    if read.exists() and read.stat().st_mtime < max(tool.stat().st_mtime for tool in tools):
        shutil.rmtree(doctrees)


def main() -> int:
    root, build = (Path(argument).resolve() for argument in sys.argv[1:3])
    book, doctrees, site = gather(root, build), build / "doctrees", build / "site"
    forget_if_older(doctrees, root / "docs")
    failed = 1
    try:
        failed = subprocess.call(
            ["sphinx-build", "-n", "-W", "--keep-going", "-q", "-b", "html", "-c", root / "docs",
             "-d", doctrees, book, site],
            env={**os.environ, "WINIT_BUILD": str(build), "PYTHONWARNINGS": "ignore"})
    finally:
        if failed:
            # Sphinx keeps what it has read: a second try would pass without its warnings.
            shutil.rmtree(doctrees, ignore_errors=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
