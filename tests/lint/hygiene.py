"""What must not be in a file of the repository: hygiene.py ROOT.

Paths of one machine, hosts of package registries, notes to self, trailing blanks. One line for each
on stdout; the exit code says whether there was one. Looks at what git tracks or would track.
"""

import re
import subprocess
import sys
from pathlib import Path

RULES = {
    "a path of one machine": re.compile(r"(?<![\w.}$)/-])/(?:home|root|work|tmp|Users|opt)/\w"),
    "a package registry": re.compile(
        r"registry\.npmjs|registry\.yarnpkg|pypi\.org/simple|files\.pythonhosted|"
        r"(?:deb|security|snapshot)\.debian\.org|archive\.ubuntu|\bartifactory\b|\bnexus\b",
        re.IGNORECASE,
    ),
    "a note to self": re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b"),
    "blanks at the end of the line": re.compile(r"[ \t]+$"),
}


def faults_of_text(text):
    """Yield (line number, what is wrong)."""
    for number, line in enumerate(text.splitlines(), start=1):
        for what, pattern in RULES.items():
            if match := pattern.search(line):
                yield number, f"{what}: '{match[0]}'"


def files(root):
    """The files git tracks or would track; an export without .git is not looked at."""
    if not (root / ".git").exists():
        return []
    call = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(call, cwd=root, capture_output=True, text=True, check=False)
    if listed.returncode:
        sys.exit(listed.stderr)
    return [root / name for name in listed.stdout.split("\0") if name and (root / name).is_file()]


def faults(root):
    for file in files(root):
        data = file.read_bytes()
        if b"\0" in data:
            continue
        text = data.decode("utf-8")
        if text and not text.endswith("\n"):
            yield f"{file.relative_to(root)}: no newline at the end of the file"
        for number, what in faults_of_text(text):
            yield f"{file.relative_to(root)}:{number}: {what}"


if __name__ == "__main__":
    found = list(faults(Path(sys.argv[1])))
    print("\n".join(found) or "Nothing is in a file that should not be")
    sys.exit(bool(found))
