"""Draws what lazy results hold while the clock still runs.

An iterator's work is done by who goes through it: a version that returns one early, and works later, would seem fast.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from .encoding import ITERATORS, left_in
from .trees import Limits

Drawn = dict[int, tuple[list[Any], Any]]
"""What was in each iterator and how it ended, by the iterator's id: as the encoder takes it."""

_FEW = 8
_TUPLE, _LIST, _DICT = id(tuple), id(list), id(dict)
MAY_BE_LAZY = ITERATORS | {_TUPLE, _LIST, _DICT}
"""The ids of the types that `draw` looks into."""
_LIMIT = Limits().iterator_items


def draw(result: Any) -> Drawn:
    """Draw from a result that may be lazy, or from the iterators side by side in it."""
    kind = id(type(result))
    if kind in ITERATORS:
        return {id(result): left_in(result, _LIMIT)}
    if kind == _TUPLE and len(result) <= _FEW:
        return _each(result)
    if kind == _DICT:
        return _alike(result.values())
    return _alike(result) if kind in (_TUPLE, _LIST) else {}


def _alike(parts: Any) -> Drawn:
    """Of many parts the first one tells whether they are iterators: looking at all of them would be timed, too."""
    return _each(parts) if any(id(type(part)) in ITERATORS for part in islice(parts, 1)) else {}


def _each(parts: Any) -> Drawn:
    return {id(part): left_in(part, _LIMIT) for part in parts if id(type(part)) in ITERATORS}
