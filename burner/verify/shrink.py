"""Makes a call on which two versions differ as small as it gets, so that a person or a model sees why.

Edits wire trees only; whether a smaller call still shows the difference is the caller's question to answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from burner.sandbox.inside.trees import to_json
from burner.workload.trees import SEQUENCES, Tree, copied, is_clean, items_of, linked, slots, tag_of, unlinked

_LOSES_ITEMS = frozenset({"l", "s", "fs", "dq", "it", "d", "c2"})
_Edit = Callable[[Any], Any]
"""Gives what takes the place of a value; containers are changed in place, so that aliases see it."""
_FOUND_VALUES = 3
"""How many values seen elsewhere in the call a text or number is replaced by."""


def shrink(call: Tree, fails: Callable[[Tree], bool], budget_s: float) -> Tree:
    """Give the smallest call found within the budget for which `fails` is still true; the call itself at worst.

    Outer values come first: of each, items are dropped (all, halves, ..., single ones), then values are made simpler.
    """
    if not is_clean(call):
        return call
    state = _Search(linked(call), fails, time.monotonic() + budget_s, to_json(call))
    tried = -1
    while len(state.tried) != tried and not state.is_over:
        tried = len(state.tried)
        for reduce in (_drop, _simplify):
            position = 0
            while position < len(_places(state.best)) and not state.is_over:
                reduce(state, position)
                position += 1
    return unlinked(state.best)


@dataclass(frozen=True)
class _Place:
    """Where a value lies: a list and the index in it, and the tag of the node around it."""

    owner: list[Any]
    index: int
    around: str

    @property
    def value(self) -> Tree:
        held: Tree = self.owner[self.index]
        return held


@dataclass
class _Search:
    """The smallest call so far, linked, with every text that was tried."""

    best: Tree
    fails: Callable[[Tree], bool]
    until: float
    text: str
    tried: set[str] = field(default_factory=set)

    @property
    def is_over(self) -> bool:
        return time.monotonic() > self.until

    def accepts(self, position: int, edit: _Edit) -> bool:
        """Change the value in a place; keep the call if it is no longer, new, and still fails."""
        if self.is_over:
            return False
        made = copied(self.best)
        place = _places(made)[position]
        before = place.value
        value = edit(before)
        if value is not before:
            place.owner[place.index] = value
        wire = unlinked(made)
        text = to_json(wire)
        if len(text) > len(self.text) or text == self.text or text in self.tried:
            return False
        self.tried.add(text)
        if not self.fails(wire):
            return False
        self.best, self.text = linked(wire), text
        return True

    def value(self, position: int) -> Tree:
        """What lies in a place now; None where the place is gone."""
        places = _places(self.best)
        return places[position].value if position < len(places) else None


def _places(tree: Tree) -> list[_Place]:
    """List the places of values below the arguments of a linked call, outermost first; keys of dicts are kept."""
    found: list[_Place] = []
    seen: set[int] = set()
    if not isinstance(tree, list):
        return found
    level = [_Place(owner, index, "") for part in tree[1] for owner, index in _values(part)]
    while level:
        found += level
        deeper: list[_Place] = []
        for place in level:
            node = place.value
            if isinstance(node, list) and id(node) not in seen:
                seen.add(id(node))
                deeper += [_Place(owner, index, tag_of(node)) for owner, index in _values(node)]
        level = deeper
    return found


def _values(node: list[Any]) -> Iterator[tuple[list[Any], int]]:
    """The places directly below a node but the keys of dicts with text keys, and nothing of a date or a pattern."""
    if node[0] == "x":
        return
    named = node[0] in ("d", "c2") and all(isinstance(pair[0], str) for pair in items_of(node))
    for owner, index in slots(node):
        if not (named and index == 0):
            yield owner, index


def _drop(state: _Search, position: int) -> None:
    """Take items away, the most at once first; after a success as many are tried again where the next ones moved up."""
    size = _size(state, position)
    step = size
    while step >= 1 and not state.is_over:
        start = 0
        while start < size and not state.is_over:
            if state.accepts(position, partial(_without, start=start, stop=start + step)):
                size = _size(state, position)
            else:
                start += step
        step = min(step // 2, size)


def _size(state: _Search, position: int) -> int:
    """How many items or characters a value can lose; tuples keep their width, records in a list their fields."""
    places = _places(state.best)
    if position >= len(places):
        return 0
    place, node = places[position], places[position].value
    if isinstance(node, str):
        return len(node)
    if tag_of(node) in ("b", "ba"):
        return len(node[1]) // 2  # type: ignore[index]
    if not isinstance(node, list) or node[0] not in _LOSES_ITEMS:
        return 0
    is_record = node[0] == "d" and place.around in SEQUENCES and all(isinstance(pair[0], str) for pair in node[1])
    return 0 if is_record else len(items_of(node))


def _without(node: Any, start: int, stop: int) -> Any:
    if isinstance(node, str):
        return node[:start] + node[stop:]
    if tag_of(node) in ("b", "ba"):
        node[1] = node[1][: 2 * start] + node[1][2 * stop :]
    elif isinstance(node, list):
        del items_of(node)[start:stop]
    return node


def _simplify(state: _Search, position: int) -> None:
    """Put simpler values in a place until none of them fails any more."""
    found = True
    while found and not state.is_over:
        node = state.value(position)
        found = any(state.accepts(position, edit) for edit in _simpler(node)) or any(
            state.accepts(position, partial(_instead, new=value)) for value in _seen(state, node)
        )


def _instead(_: Any, new: Any) -> Any:
    return new


def _inner(node: Any, index: int) -> Any:
    owner, place = list(slots(node))[index]
    return owner[place]


def _simpler(node: Tree) -> Iterator[_Edit]:
    """Edits that make a value simpler and keep its type, the boldest first; of nested values the inner ones."""
    if isinstance(node, list):
        inner = [owner[index] for owner, index in slots(node)] if node[0] != "x" else []
        yield from (partial(_inner, index=index) for index, item in enumerate(inner) if tag_of(item) == node[0])
    for value in _plain(node):
        if type(value) is not type(node) or _magnitude(value) < _magnitude(node):
            yield partial(_instead, new=value)


def _plain(node: Tree) -> tuple[Tree, ...]:
    if isinstance(node, bool):
        return (False,)
    if isinstance(node, int):
        sign = 1 if node > 0 else -1
        return (0, 1, abs(node), sign * (abs(node) // 2), node - sign)
    if isinstance(node, float):
        return (0.0, 1.0, abs(node), float(int(node)), float(int(node / 2)), node - 1 if abs(node) < 2**53 else 0.0)
    if isinstance(node, str):
        return ("a" * len(node), "".join("a" if item.isalpha() else "0" if item.isdigit() else item for item in node))
    return (0, 1, 2**62) if tag_of(node) == "i" else ()


def _magnitude(value: Any) -> tuple[Any, ...]:
    """What gets smaller: numbers nearer to 0 and without a sign, texts with more plain characters."""
    if isinstance(value, str):
        return (sum(item not in "a0" for item in value), value.count("0"))
    return (abs(value), value < 0, len(repr(value)))


def _seen(state: _Search, node: Tree) -> list[Tree]:
    """The shortest other values of the same plain type in the call, so that equal values show as equal."""
    if not isinstance(node, (int, float, str)) or isinstance(node, bool):
        return []
    others: dict[str, Tree] = {to_json(place.value): place.value for place in _plain_places(state.best, type(node))}
    shorter = sorted((len(text), text) for text in others if (len(text), text) < (len(to_json(node)), to_json(node)))
    return [others[text] for _, text in shorter[:_FOUND_VALUES]]


def _plain_places(tree: Tree, kind: type) -> list[_Place]:
    return [place for place in _places(tree) if type(place.value) is kind]
