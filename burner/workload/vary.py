"""Makes texts that differ from record to record in the recorded calls differ in a grown call too.

A grown call repeats recorded values, and a version that remembers answers within a call would look faster on it than it
is on real data. Where the recorded calls say that a field hardly ever repeats, no version may lose on values that don't.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from burner.workload.shapes import POOL_SIZE, Atom, Shape, spots
from burner.workload.trees import Tree, arguments, linked, unlinked

FEWEST = 4
DISTINCT = 0.9
"""A field's values hardly repeat where this share of at least so many recorded ones differ."""
_DIGITS, _LOWER, _UPPER = "0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def varied(call: Tree, parameters: Sequence[str], shapes: Mapping[str, Shape], seed: int) -> Tree | None:
    """The call with such texts respelled, each digit by a digit, each letter by a letter; None where there are none."""
    rng = Random(seed)
    made = linked(call)
    changed = False
    for argument in arguments(made, parameters):
        shape = shapes.get(argument.name)
        for below, owner, index in spots(shape, argument.owner, argument.index) if shape is not None else ():
            value = owner[index]
            option = below.option(value)
            if isinstance(value, str) and isinstance(option, Atom) and _hardly_repeats(option):
                owner[index] = _respelled(value, rng)
                changed = True
    return unlinked(made) if changed else None


def _hardly_repeats(atom: Atom) -> bool:
    inside = "[" in atom.path or "{" in atom.path
    return inside and atom.count >= FEWEST and len(atom.pool) >= DISTINCT * min(atom.count, POOL_SIZE)


def _respelled(text: str, rng: Random) -> str:
    """Another text of the same form; where there are digits, only those change."""
    alphabets = (_DIGITS,) if any(char in _DIGITS for char in text) else (_LOWER, _UPPER)
    return "".join(next((rng.choice(each) for each in alphabets if char in each), char) for char in text)
