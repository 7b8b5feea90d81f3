"""The whole site as one file that opens from disk: pack.py SITE FILE.

The same site gives the same bytes: names in order, no times.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

FOLDER = "zero-initialization"
EPOCH = (1980, 1, 1, 0, 0, 0)
PACKED = {".png", ".woff2"}  # compressed already


def pack(site: Path, file: Path) -> None:
    new = file.with_suffix(".new")
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in site.rglob("[!.]*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{FOLDER}/{path.relative_to(site).as_posix()}", EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if path.suffix in PACKED else zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    new.replace(file)


if __name__ == "__main__":
    pack(*map(Path, sys.argv[1:3]))
