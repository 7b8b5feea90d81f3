"""The shape of a chapter's code: chapters.py ROOT.

A header of chapters/NN-slug/ has at most 150 lines and its functions at most 40, so that one header is one
experiment. Every number of a `struct Params` is described in its each(), once, and nowhere else: no comment
beside the field, no option in main.cpp. experiment.hpp lists what can be run alone in experiments(), run() is made
of that list and main.cpp hands it to the program; each header is needed by it, and what it includes it uses.
One line for each fault; the exit code says whether there was one.
"""

import re
import sys
from pathlib import Path, PurePosixPath

HEADER_LINES = 150
FUNCTION_LINES = 40

STRUCT = re.compile(r"^struct (\w+) \{\n(.*?)^\};", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"^    (?:std::size_t|double|int) (\w+)(?: = [^;]+)?;([^\n]*)", re.MULTILINE)
DESCRIBED = re.compile(r"\bis\s*\.\s*(?:parameter|option|choice)\(\s*(\w+),")
TWICE = re.compile(r"program\s*\.\s*option\([^;]*?\bparams\.(\w+)")
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
DEFINED = re.compile(r"^inline [^=;(]*?(\w+)\(", re.MULTILINE)
# Exercises are for the page and its test.
NO_EXPERIMENT = {"experiment.hpp", "params.hpp", "solutions.hpp"}
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


def reached(headers, name):
    """The headers of a chapter that one of them includes, and those that these include."""
    found, ahead = set(), [name]
    while ahead:
        path = PurePosixPath(ahead.pop()).name
        if path not in found and path in headers:
            found.add(path)
            ahead += [file for file in INCLUDE.findall(headers[path]) if "support/" not in file]
    return found


def experiment_faults(folder, headers, main):
    """Headers: text by name."""
    path = f"{folder}/experiment.hpp"
    text = headers.get("experiment.hpp", "")
    if "inline Experiments experiments(const Params& params)" not in text:
        yield f"{path}: no experiments(const Params& params) that lists what can be run alone"
        return
    if "run_all(experiments(params), progress)" not in text:
        yield f"{path}: run() must be made of experiments()"
    if not re.search(r"::experiments\b", main):
        yield f"{folder}/main.cpp: does not hand experiments to the program"
    body = re.sub(r'"[^"]*"', "", text)  # its names are no uses
    for included in INCLUDE.findall(text):
        name = PurePosixPath(included).name
        if included.startswith(folder) and name not in NO_EXPERIMENT:
            if not any(re.search(rf"\b{function}\b", body) for function in DEFINED.findall(headers.get(name, ""))):
                yield f"{path}: {name} is included, but no experiment is made of it"
    for name in sorted(headers.keys() - reached(headers, "experiment.hpp") - NO_EXPERIMENT):
        yield f"{folder}/{name}: no experiment needs it"


def faults(root):
    """Yield `file: what` or `file:line: what`."""
    for folder in sorted(root.glob("chapters/[0-9][0-9]-*")):
        for file in sorted(folder.glob("*.hpp")):
            path, text = file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")
            yield from size_faults(path, text)
            yield from description_faults(path, text)
        headers = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.hpp")}
        program = folder / "main.cpp"
        main = program.read_text(encoding="utf-8") if program.is_file() else ""
        for name in TWICE.findall(main):
            yield f"{program.relative_to(root).as_posix()}: the option of {name} comes from its description in each()"
        if not any("void each(" in text for text in headers.values()):
            yield f"{folder.relative_to(root).as_posix()}: no Params with an each()"
        yield from experiment_faults(folder.relative_to(root).as_posix(), headers, main)


if __name__ == "__main__":
    found = list(faults(Path(sys.argv[1])))
    print("\n".join(found) or "Every experiment has a header, every parameter one description")
    sys.exit(bool(found))
