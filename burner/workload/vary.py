"""Makes the texts of a grown call differ from record to record, so that nothing can be gained by remembering them.

A grown call repeats recorded values, and a version that remembers answers within a call would look faster on it than it
is where values hardly repeat. Names of kinds (enumerations, flags, keys) stay: on those a function's paths depend.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from burner.workload.dates import has_clock, has_date, shifted_clock, shifted_text
from burner.workload.shapes import Atom, Shape, spots
from burner.workload.trees import Tree, arguments, linked, unlinked

ROLES = frozenset({"identifier", "entity", "text", "date"})
DAYS, MINUTES = 20_000, 1_439
_DIGITS, _LOWER, _UPPER = "0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def varied(call: Tree, parameters: Sequence[str], shapes: Mapping[str, Shape], seed: int) -> Tree | None:
    """The call with its repeating texts respelled in their own form; None where there are none."""
    rng = Random(seed)
    made = linked(call)
    changed = False
    for argument in arguments(made, parameters):
        shape = shapes.get(argument.name)
        for below, owner, index in spots(shape, argument.owner, argument.index) if shape is not None else ():
            value = owner[index]
            option = below.option(value)
            inside = isinstance(option, Atom) and option.role in ROLES and ("[" in option.path or "{" in option.path)
            if isinstance(value, str) and inside:
                owner[index] = _respelled(value, rng)
                changed = True
    return unlinked(made) if changed else None


def _respelled(text: str, rng: Random) -> str:
    """Another text of the same form: another day or time of day, other digits, or other letters."""
    if has_date(text):
        return shifted_text(text, -rng.randrange(DAYS))
    if has_clock(text):
        return shifted_clock(text, rng.randrange(MINUTES))
    alphabets = (_DIGITS,) if any(char in _DIGITS for char in text) else (_LOWER, _UPPER)
    return "".join(next((rng.choice(each) for each in alphabets if char in each), char) for char in text)
