"""Numeric arrays in wire form, taken apart without numpy: rows of items of fixed size.

Knows the plain number types; other arrays are left as recorded.
"""

from __future__ import annotations

import base64
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from burner.workload.trees import Tree
from burner.workload.values import near, odd

_FORMATS = {
    "|b1": "?", "|i1": "b", "|u1": "B", "<i2": "h", "<u2": "H", "<i4": "i", "<u4": "I", "<i8": "q", "<u8": "Q", "<f4": "f", "<f8": "d",
}  # fmt: skip
_WHOLE = {"b": (-128, 127), "B": (0, 255), "h": (-(2**15), 2**15 - 1), "H": (0, 2**16 - 1), "i": (-(2**31), 2**31 - 1),
          "I": (0, 2**32 - 1), "q": (-(2**63), 2**63 - 1), "Q": (0, 2**64 - 1)}  # fmt: skip


@dataclass(frozen=True)
class Array:
    """The numbers of an array in order, with its shape."""

    dtype: str
    shape: tuple[int, ...]
    numbers: tuple[Any, ...]

    @property
    def width(self) -> int:
        """How many numbers one row has: all dimensions but the first."""
        return math.prod(self.shape[1:])

    def rows(self, order: Sequence[int]) -> Array:
        """Take rows in an order; a row may come several times."""
        width = self.width
        picked = [number for row in order for number in self.numbers[row * width : (row + 1) * width]]
        return Array(self.dtype, (len(order), *self.shape[1:]), tuple(picked))

    def columns(self, order: Sequence[int]) -> Array:
        """Take columns of a two-dimensional array in an order."""
        height, width = self.shape
        picked = [self.numbers[row * width + column] for row in range(height) for column in order]
        return Array(self.dtype, (height, len(order)), tuple(picked))


def read(node: Tree) -> Array | None:
    """Take an array node apart; None if it is not one of plain numbers."""
    if not isinstance(node, list) or node[0] != "np" or node[1] not in _FORMATS or not node[2]:
        return None
    count = math.prod(node[2])
    return Array(node[1], tuple(node[2]), struct.unpack(f"<{count}{_FORMATS[node[1]]}", base64.b64decode(node[3])))


def write(array: Array) -> list[Any]:
    """Make the node of an array."""
    code = _FORMATS[array.dtype]
    packed = struct.pack(f"<{len(array.numbers)}{code}", *(_fitting(number, code) for number in array.numbers))
    return ["np", array.dtype, list(array.shape), base64.b64encode(packed).decode("ascii")]


def _fitting(number: Any, code: str) -> Any:
    if code == "?":
        return bool(number)
    if code in _WHOLE:
        low, high = _WHOLE[code]
        return min(max(int(number), low), high)
    if code == "f" and math.isfinite(number) and abs(number) > 3e38:
        return math.copysign(3e38, number)
    return float(number)


def recombined(pool: Sequence[Tree], rng: Random, length: int) -> Tree:
    """Build an array like the recorded ones with about `length` rows; square ones stay square."""
    node = rng.choice(pool)
    array = read(node)
    if array is None or array.shape[0] == 0:
        return node
    square = len(array.shape) == 2 and array.shape[0] == array.shape[1]
    order = [rng.randrange(array.shape[0]) for _ in range(length)]
    if rng.random() < 0.3:
        order.sort()
    made = array.rows(order)
    if len(array.shape) == 2 and array.shape[1] and (square or rng.random() < 0.5):
        width = length if square else rng.choice((array.shape[1], rng.randint(1, array.shape[1])))
        made = made.columns([rng.randrange(array.shape[1]) for _ in range(width)])
    known = list(array.numbers[:200])
    share = rng.choice((0.0, 0.1, 0.4))
    numbers = [
        (odd if rng.random() < 0.1 else near)(number, known, rng)
        if rng.random() < share and math.isfinite(number)
        else number
        for number in made.numbers
    ]
    return write(replace(made, numbers=tuple(numbers)))
