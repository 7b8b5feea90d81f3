"""compiler.py ROOT FOLDER COMPILER: does every unit compile without warnings under a second compiler?

CMake is configured for it in FOLDER, so that the flags are its own. What is compiled is checked and not
kept, and the two libraries that take seconds to parse are parsed once: all of it costs about a minute.
"""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import units

HEAVY = "tests/pch.hpp"  # the build's own choice


def configure(root: Path, folder: Path, compiler: str) -> Path:
    """The compile commands of a build with this compiler, in which nothing is built."""
    call = ["cmake", "-S", root, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DWINIT_WERROR=ON",
            "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", "-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON",
            f"-DCMAKE_CXX_COMPILER={compiler}"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"CMake cannot configure for {compiler}:\n{done.stdout}{done.stderr}")
    return folder / "compile_commands.json"


def precompiled(unit: units.Unit, folder: Path, compiler: str) -> list[str]:
    """The arguments that let units with the flags of this one find the heavy headers parsed."""
    header = folder / "heavy.hpp"
    header.write_text(f'#include "{HEAVY}"\n', encoding="utf-8")
    gcc = "clang" not in Path(compiler).name
    made = folder / ("heavy.hpp.gch" if gcc else "heavy.hpp.pch")
    call = [compiler, *unit.flags, "-x", "c++-header", str(header), "-o", str(made)]
    if subprocess.run(call, cwd=unit.folder, capture_output=True, check=False).returncode:
        return []  # the units will say why
    return ["-include", str(header)]


def language(flags: tuple[str, ...]) -> tuple[str, ...]:
    """Units share parsed headers if they agree on these."""
    return tuple(sorted({flag for flag in flags if flag.startswith(("-f", "-std", "-O"))
                         and not flag.startswith("-fmacro-prefix-map")}))


def faults(root: Path, folder: Path, compiler: str) -> list[str]:
    found = units.units(configure(root, folder, compiler), root)
    if not found:
        sys.exit("there is nothing to compile")
    version = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=True).stdout
    # The flags of most: tests know most include folders, so one of them serves all.
    common = Counter(language(unit.flags) for unit in found).most_common(1)[0][0]
    widest = max((unit for unit in found if language(unit.flags) == common), key=lambda unit: len(unit.flags))
    memory, shared = folder / "compiled", None

    def call(unit: units.Unit) -> list[str]:
        own = "#define CATCH_CONFIG_" in unit.path.read_text(encoding="utf-8")  # says how a heavy header is read
        return unit.call(compiler, *([] if own or language(unit.flags) != common else shared))

    stale = [unit for unit in found if not (memory / units.digest(unit, root, version)).exists()]
    shared = precompiled(widest, folder, compiler) if len(stale) > 3 and (root / HEAVY).exists() else []
    return units.check_all(stale, root, memory, version, call)


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C"
    found = faults(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), sys.argv[3])
    print("\n".join(found))
    sys.exit(1 if found else 0)
