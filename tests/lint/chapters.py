"""The shape of a chapter's code: chapters.py ROOT.

A header of chapters/NN-slug/ has at most 150 lines and its functions at most 40, so that one header is one
experiment. Every number of a `struct Params` is described in its each(), once, and nowhere else: no comment
beside the field, no option in main.cpp. One line for each fault; the exit code says whether there was one.
"""

import re
import sys
from pathlib import Path

HEADER_LINES = 150
FUNCTION_LINES = 40

STRUCT = re.compile(r"^struct (\w+) \{\n(.*?)^\};", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"^    (?:std::size_t|double|int) (\w+)(?: = [^;]+)?;([^\n]*)", re.MULTILINE)
DESCRIBED = re.compile(r"\bis\s*\.\s*(?:parameter|option)\(\s*(\w+),")
TWICE = re.compile(r"program\s*\.\s*option\([^;]*?\bparams\.(\w+)")
# What stands before the first line of a definition in code that clang-format laid out.
BEFORE = re.compile(r"^\s*(//.*)?$|[;{}:]$")
# Belong to every program, which describes them itself.
COMMON = {"threads"}


def functions(text):
    """Yield first line, name and length of each function of a namespace or a struct."""
    lines = text.splitlines()
    for end, closing in enumerate(lines):
        if closing not in ("}", "    }"):
            continue
        indent = closing[:-1]
        start = next(
            at
            for at in range(end, -1, -1)
            if re.match(rf"{indent}[^\s}}/#]", lines[at]) and (at == 0 or BEFORE.search(lines[at - 1]))
        )
        after = end + 1
        name = re.search(r"(\w+)\(", " ".join(lines[start:after]))
        yield start + 1, name[1] if name else "block", after - start


def size_faults(path, text):
    length = len(text.splitlines())
    if length > HEADER_LINES:
        yield f"{path}: {length} lines, more than {HEADER_LINES}: one experiment, one header"
    for line, name, length in functions(text):
        if length > FUNCTION_LINES and name != "each":
            yield f"{path}:{line}: {name}() has {length} lines, more than {FUNCTION_LINES}"


def description_faults(path, text):
    for struct in STRUCT.finditer(text):
        body = struct[2]
        if "void each(" not in body:
            continue
        described = DESCRIBED.findall(body)
        for field in FIELD.finditer(body):
            name, comment = field.groups()
            line = text.count("\n", 0, struct.start(2) + field.start()) + 1
            if name not in COMMON and described.count(name) != 1:
                yield f"{path}:{line}: {name} is described {described.count(name)} times in each(), not once"
            if "//" in comment:
                yield f"{path}:{line}: {name} is described beside the field as well as in each()"


def faults(root):
    """Yield `file: what` or `file:line: what`."""
    for folder in sorted(root.glob("chapters/[0-9][0-9]-*")):
        for file in sorted(folder.glob("*.hpp")):
            path, text = file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")
            yield from size_faults(path, text)
            yield from description_faults(path, text)
        main = folder / "main.cpp"
        for name in TWICE.findall(main.read_text(encoding="utf-8") if main.is_file() else ""):
            path = main.relative_to(root).as_posix()
            yield f"{path}: the option of {name} comes from its description in each()"
        if not any("void each(" in file.read_text(encoding="utf-8") for file in folder.glob("*.hpp")):
            yield f"{folder.relative_to(root).as_posix()}: no Params with an each()"


if __name__ == "__main__":
    found = list(faults(Path(sys.argv[1])))
    print("\n".join(found) or "Every experiment has a header, every parameter one description")
    sys.exit(bool(found))
