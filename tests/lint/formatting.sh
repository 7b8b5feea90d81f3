#!/usr/bin/env bash
# formatting.sh ROOT: is every C++ file as clang-format writes it? Releases of clang-format differ, so
# only those of Debian 12 and 13 are asked. Exit code 77: neither is here.
set -euo pipefail
cd "$1"
for clang_format in clang-format clang-format-14 clang-format-19; do
    if "$clang_format" --version 2>/dev/null | grep -qE 'version (14|19)\.'; then
        find snippets chapters figures tests \( -name '*.hpp' -o -name '*.cpp' \) -print0 |
            xargs -0 "$clang_format" --dry-run --Werror
        exit
    fi
done
echo "there is no clang-format 14 or 19"
exit 77
