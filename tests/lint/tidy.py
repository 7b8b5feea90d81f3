"""tidy.py ROOT FOLDER CLANG_TIDY [all]: what clang-tidy says about the changed units, or about all.

Changed is what differs from the branch that origin takes, or from the last commit where there is no
origin; a changed header is read through one unit that includes it. All units take half an hour of one
core. What was found clean is not read again until it changes. FOLDER is a build configured for clang++.
"""

import subprocess
import sys
from pathlib import Path

import compiler
import units


def git(root: Path, *words: str) -> list[str] | None:
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else None


def base(root: Path) -> str | None:
    """The commit from which the work on hand began."""
    for upstream in ("origin/HEAD", "origin/main"):
        if found := git(root, "merge-base", "HEAD", upstream):
            return found[0]
    for commit in ("HEAD~1", "HEAD"):  # a shallow clone has no parent of its one commit
        if git(root, "rev-parse", "--verify", "--quiet", commit):
            return commit
    return None


def changed(root: Path) -> set[Path]:
    start = base(root)
    if start is None:
        return set()
    names = git(root, "diff", "--name-only", "--no-renames", start) or []
    names += git(root, "ls-files", "--others", "--exclude-standard") or []
    return {(root / name).resolve() for name in names if name.endswith((".cpp", ".hpp"))}


def reading(found: list[units.Unit], files: set[Path], root: Path) -> list[units.Unit]:
    """As few units as come cheaply that read all the files."""
    chosen = {unit.path: unit for unit in found if unit.path in files}
    reads = {unit.path: set(units.with_headers(unit.path, root)) for unit in found}
    open_files = {file for file in files if file.suffix == ".hpp" and file.exists()}
    open_files -= set().union(*(reads[path] for path in chosen))
    while open_files:
        best = max(found, key=lambda unit: (len(reads[unit.path] & open_files), -len(reads[unit.path])))
        if not reads[best.path] & open_files:
            break  # nothing includes them
        chosen[best.path] = best
        open_files -= reads[best.path]
    return list(chosen.values())


def faults(chosen: list[units.Unit], root: Path, folder: Path, tidy: str) -> list[str]:
    version = subprocess.run([tidy, "--version"], capture_output=True, text=True, check=True).stdout
    rules = root / ".clang-tidy"

    def call(unit: units.Unit) -> list[str]:
        return [tidy, f"--config-file={rules}", "--quiet", str(unit.path), "--", *unit.flags]

    return units.check_all(chosen, root, folder / "tidy", version + rules.read_text(encoding="utf-8"), call)


def main(root: Path, folder: Path, tidy: str, which: str = "changed") -> int:
    found = units.units(compiler.configure(root, folder, tidy.replace("clang-tidy", "clang++")), root)
    chosen = found if which == "all" else reading(found, changed(root), root)
    print(f"{len(chosen)} of {len(found)} units are read")
    said = faults(chosen, root, folder, tidy)
    print("\n".join(said))
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), *sys.argv[3:]))
