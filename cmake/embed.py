"""Usage: embed.py FILE SYMBOL OUTPUT.cpp: turn a text file into a C++ character array."""

import sys
from pathlib import Path

file, symbol, output = sys.argv[1:]
lines = Path(file).read_text(encoding="ascii").splitlines()
body = "\n".join(f'    "{line}\\n"' for line in lines)
Path(output).write_text(
    f"namespace winit::data {{\nextern const char {symbol}[];\nconst char {symbol}[] =\n{body};\n}}\n"
)
