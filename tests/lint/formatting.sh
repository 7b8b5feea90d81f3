#!/usr/bin/env bash
# formatting.sh ROOT: is every C++ file as clang-format 19 writes it? Releases differ, and this one is
# what both Debian releases have.
set -euo pipefail
cd "$1"
find snippets chapters figures live tests \( -name '*.hpp' -o -name '*.cpp' \) -print0 |
    xargs -0 clang-format-19 --dry-run --Werror
