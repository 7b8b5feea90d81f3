"""Usage: embed.py FILE SYMBOL OUTPUT.cpp: turn a text file into a C++ character array.

The characters stand one by one: compilers need not accept a string literal this long.
"""

import sys
from pathlib import Path

file, symbol, output = sys.argv[1:]
lines = Path(file).read_bytes().splitlines(keepends=True)
body = ",\n".join(",".join(str(byte) for byte in line) for line in [*lines, b"\0"])
Path(output).write_text(
    f"namespace winit::data {{\nextern const char {symbol}[];\nconst char {symbol}[] = {{\n{body}}};\n}}\n"
)
