"""Try every command that a page shows, as a reader would. Usage: shell.py ROOT BUILD

`./tutorial run N …` is run in an empty folder. The other calls of ./tutorial take minutes or
never end, so only their names are compared with its help. A ctest command must select a test. What
calls cmake or a compiler must be a line of README.md that tests/consumers runs.
"""

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / part) for part in ("docs", "tests/consumers")]

import consumers  # noqa: E402
from winit_site.blocks.run_tabs import test_command  # noqa: E402

BLOCK = re.compile(r"^(`{3,}|:{3,})\{shell\}\s*\n(.*?)^\1", re.M | re.S)
RUN = re.compile(r"^[`:]{3,}\{run\}", re.M)


def shown_commands(page: Path) -> list[str]:
    """The lines of a page's shell blocks, and the test command in the tabs of its run block."""
    text = page.read_text(encoding="utf-8")
    lines = [line for block in BLOCK.finditer(text) for line in block[2].splitlines()]
    if RUN.search(text):
        lines.append(test_command(page.parent.name))
    return lines


def call(command: list[str], folder: Path | str) -> tuple[int, str]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def fault(command: str, root: Path, build: Path) -> str:
    """What is wrong with a command, or nothing."""
    words = shlex.split(command)
    if words[0] in ("cmake", "c++"):
        return "" if command in consumers.readme_commands(root) else "is not what tests/consumers runs"
    if words[0] == "ctest":
        folder = words.index("--test-dir") + 1
        words[folder] = str(build)
        code, output = call([*words, "-N"], root)
        return "selects no test" if code or re.search(r"Total Tests: 0\b", output) else ""
    tutorial = str(root / "tutorial")
    if words[1] != "run":
        code, output = call([tutorial, "help"], root)
        return "" if re.search(rf"^  {words[1]}\b", output, re.M) else "is not in ./tutorial help"
    with tempfile.TemporaryDirectory() as folder:
        code, output = call([tutorial, *words[1:]], folder)
    return f"exits {code}: {output.strip()}" if code else ""


def main(root: Path, build: Path) -> int:
    pages = [*root.glob("chapters/*/index.md"), *root.glob("docs/*.md")]
    faults = 0
    for page in sorted(pages):
        for command in dict.fromkeys(shown_commands(page)):
            problem = fault(command, root, build)
            print(f"{page.relative_to(root)}: {command}", problem and f"-- {problem}")
            faults += bool(problem)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*(Path(argument).resolve() for argument in sys.argv[1:3])))
