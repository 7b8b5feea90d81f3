"""The text of a reference file, and whether two such files say the same: nothing here needs PyTorch."""

import json
import math
import textwrap
from collections.abc import Iterator

TOLERANCE = 1e-12  # of the largest number of a tensor
WIDTH = 118

# What json reads: numbers, strings, lists, dictionaries.
Value = object


def text_of(value: Value) -> str:
    """JSON to be read in a diff: a line for each row of a matrix, every digit of a number."""
    return "\n".join(lines_of(value, "")) + "\n"


def lines_of(value: Value, indent: str, label: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        yield from block("{}", list(value.items()), indent, label)
    elif isinstance(value, list) and any(isinstance(item, (list, dict)) for item in value):
        yield from block("[]", [(None, item) for item in value], indent, label)
    else:
        text = label + json.dumps(value, allow_nan=False)
        yield from textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + " ",
                                 break_on_hyphens=False, break_long_words=False)


def block(brackets: str, items: list[tuple[str | None, Value]], indent: str, label: str) -> Iterator[str]:
    yield indent + label + brackets[0]
    for number, (key, item) in enumerate(items, start=1):
        lines = list(lines_of(item, indent + " ", "" if key is None else json.dumps(key) + ": "))
        lines[-1] += "," if number < len(items) else ""
        yield from lines
    yield indent + brackets[1]


def leaves(tensor: Value) -> Iterator[Value]:
    """The entries of lists within lists, in order."""
    if isinstance(tensor, list):
        for item in tensor:
            yield from leaves(item)
    else:
        yield tensor


def is_number(value: Value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def differences(new: Value, old: Value, where: str = "") -> Iterator[str]:
    """A line for each tensor that is not the same, by more than rounding of its largest number."""
    if isinstance(new, dict) and isinstance(old, dict):
        for key in sorted(new.keys() ^ old.keys()):
            yield f"{where}/{key}: is in one of the two only"
        for key in new.keys() & old.keys():
            yield from differences(new[key], old[key], f"{where}/{key}")
        return
    ours, theirs = list(leaves(new)), list(leaves(old))
    if any(isinstance(entry, dict) for entry in ours + theirs):
        if not (isinstance(new, list) and isinstance(old, list) and len(new) == len(old)):
            yield f"{where}: is of another form"
            return
        for number, pair in enumerate(zip(new, old)):
            yield from differences(*pair, f"{where}/{number}")
    elif shape_of(new) != shape_of(old):
        yield f"{where}: has {len(ours)} entries, not {len(theirs)}, or other rows"
    elif all(map(is_number, ours + theirs)):
        largest = max(map(abs, theirs), default=0.0)
        away = [abs(a - b) for a, b in zip(ours, theirs)]
        if not all(math.isfinite(distance) and distance <= TOLERANCE * largest for distance in away):
            yield f"{where}: is up to {max(away):.2g} away, with entries up to {largest:.2g}"
    elif ours != theirs:
        yield f"{where}: is {new!r}, not {old!r}"


def shape_of(value: Value) -> Value:
    """The same lists with nothing in them."""
    return [shape_of(item) for item in value] if isinstance(value, list) else None
