"""Numbers of trees, plain and in arrays: when two are equal at a level."""

from __future__ import annotations

import base64
import binascii
import math
import re
import struct
from typing import Any, Literal

Level = Literal["strict", "normal", "loose"]
Tree = Any

RELATIVE, ABSOLUTE = 1e-9, 1e-12
_CODES = {"b1": "?", "f2": "e", "f4": "f", "f8": "d", "c8": "ff", "c16": "dd"}
_CODES |= {
    f"{kind}{size}": code
    for kind, codes in (("i", "bhiq"), ("u", "BHIQ"))
    for size, code in zip((1, 2, 4, 8), codes, strict=True)
}
_DTYPE = re.compile(r"([<>|=])([a-z]\d+)")


def number(tree: Tree) -> int | float | None:
    """The number that a tree is, if it is one; bool counts as a number."""
    if isinstance(tree, bool | int | float):
        return tree
    if type(tree) is list and len(tree) == 2 and type(tree[1]) is str:
        if tree[0] == "i":
            return int(tree[1], 16)
        if tree[0] == "f":
            return float(tree[1])
    return None


def equal_numbers(one: float, two: float, level: Level) -> bool:
    """Whether two numbers are equal: the same type and bits (any nan is any other), or close if loose."""
    if type(one) is float and type(two) is float and math.isnan(one):
        return math.isnan(two)
    if level != "loose":
        return type(one) is type(two) and one == two and (type(one) is not float or _signs(one) == _signs(two))
    try:
        return one == two or math.isclose(one, two, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    except OverflowError:  # an int that no float can hold
        return False


def _signs(value: float) -> float:
    return math.copysign(1.0, value)


def equal_buffers(old: tuple[str, str], new: tuple[str, str], level: Level) -> bool:
    """Whether two buffers of numbers, each as (dtype, base64), are equal; raises ValueError if one is damaged."""
    if old == new:
        return True
    if level != "loose" and old[0] != new[0]:
        return False
    mine, theirs = _unpacked(*old), _unpacked(*new)
    if mine is None or theirs is None or len(mine) != len(theirs):
        return False
    return all(equal_numbers(one, two, level) for one, two in zip(mine, theirs, strict=True))


def _unpacked(dtype: str, data: str) -> list[float] | None:
    """The numbers of a buffer; None for a type that is not of numbers."""
    match = _DTYPE.fullmatch(dtype)
    code = _CODES.get(match[2]) if match else None
    if match is None or code is None:
        return None
    try:
        raw = base64.b64decode(data, validate=True)
        order = match[1].replace("|", "=")
        return [part for item in struct.iter_unpack(order + code, raw) for part in item]
    except (binascii.Error, struct.error) as error:
        raise ValueError(str(error)) from error
