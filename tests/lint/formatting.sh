#!/usr/bin/env bash
# formatting.sh ROOT: is every C++ file as clang-format writes it? Exit code 77: no clang-format here.
set -euo pipefail
cd "$1"
command -v clang-format >/dev/null || { echo "clang-format is not installed"; exit 77; }
find snippets chapters figures tests \( -name '*.hpp' -o -name '*.cpp' \) -print0 |
    xargs -0 clang-format --dry-run --Werror
