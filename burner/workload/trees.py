"""Wire trees that can be edited: references become shared nodes, and numbers come back when the edit is done.

Works on the trees of the wire format only; nothing is decoded and nothing of the user's code is known here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from burner.sandbox.inside.trees import children, numbered

Tree: TypeAlias = "bool | int | float | str | list[Any] | None"
"""One value in wire form, JSON-able; a list is a tagged node."""

SEQUENCES = frozenset({"l", "t", "s", "fs", "dq", "it"})
MAX_DEPTH = 60
"""Deeper values are left as they were recorded: the functions here call themselves once per level."""
HASHED = frozenset({"s", "fs"})
TOLD_NODES = 60
"""Larger values are told apart without reading them."""
_LIST_AT = {"l": 1, "t": 1, "s": 1, "fs": 1, "dq": 1, "it": 2, "x": 2, "pd": 2}


def tag_of(node: Tree) -> str:
    """Name the tag of a node; "" for values that stand for themselves."""
    return str(node[0]) if isinstance(node, list) else ""


def items_of(node: list[Any]) -> list[Any]:
    """Give the list that holds the elements (or the key-value pairs) of a container node."""
    elements: list[Any] = node[2] if node[0] in ("it", "c2") else node[1]
    return elements


def slots(node: list[Any]) -> Iterator[tuple[list[Any], int]]:
    """Yield every place directly below a node that holds a tree, in the order of the wire format."""
    tag = node[0]
    if tag in _LIST_AT or (tag == "np" and isinstance(node[3], list)):
        held = node[_LIST_AT.get(tag, 3)]
        for index in range(len(held)):
            yield held, index
    elif tag in ("d", "c2"):
        for pair in items_of(node):
            yield pair, 0
            yield pair, 1
    elif tag == "o":
        for section in ("dict", "slots"):
            for pair in node[2].get(section) or ():
                yield pair, 1
    elif tag == "ex":
        yield node, 2
        for pair in node[4] or ():
            yield pair, 1
    elif tag == "rng":
        yield node, 1
    if (tag == "o" and node[3] is not None) or (tag in ("it", "c2") and isinstance(node[3], list)):
        yield node, 3


def copied(tree: Tree) -> Tree:
    """Copy a tree or a linked tree; shared mutable nodes stay shared, immutable ones are written out."""
    return _copy(tree, {})


def _copy(node: Tree, memo: dict[int, list[Any]]) -> Tree:
    if not isinstance(node, list):
        return node
    known = memo.get(id(node))
    if known is not None:
        return known
    made = _shallow(node)
    if numbered(node):
        memo[id(node)] = made
    for owner, index in slots(made):
        if isinstance(owner[index], list):
            owner[index] = _copy(owner[index], memo)
    return made


def _shallow(node: list[Any]) -> list[Any]:
    """Copy a node and the lists that hold its children, but not the children."""
    tag = node[0]
    made = list(node)
    place = 2 if tag in ("it", "c2", "x", "pd") else 3 if tag == "np" else 4 if tag == "ex" else 1
    if tag in SEQUENCES or tag in ("x", "pd") or (tag == "np" and isinstance(node[3], list)):
        made[place] = list(node[place])
    elif tag in ("d", "c2", "ex"):
        made[place] = [list(pair) for pair in node[place] or ()]
    elif tag == "o":
        made[2] = {
            part: [list(pair) for pair in held] if isinstance(held, list) else held for part, held in node[2].items()
        }
    return made


def linked(tree: Tree) -> Tree:
    """Copy a wire tree, with every ["r", n] replaced by the very node it refers to."""
    fresh = copied(tree)
    seen: list[list[Any]] = []
    holder = [fresh]
    _link(holder, 0, seen)
    return holder[0]


def _link(owner: list[Any], index: int, seen: list[list[Any]]) -> None:
    node = owner[index]
    if not isinstance(node, list):
        return
    if node[0] == "r":
        owner[index] = seen[node[1]]
        return
    if numbered(node):
        seen.append(node)
    for inner, place in slots(node):
        _link(inner, place, seen)


def with_drawn(call: Tree, drawn: Sequence[Any]) -> Tree:
    """Put iterators in the places of a call's arguments; each is a place, a type, the trees of the items, and what came then."""
    if not drawn:
        return call
    whole: Any = linked(call)
    positional, keywords = whole[1]
    for place, kind, items, more in drawn:
        node = ["it", kind, [linked(item) for item in items], linked(more)]
        if isinstance(place, int):
            positional[1][place] = node
        else:
            next(pair for pair in keywords[1] if pair[0] == place)[1] = node
    return unlinked(whole)


def unlinked(tree: Tree) -> Tree:
    """Give the wire tree of a linked tree: repeated mutable nodes become references, sets are ordered, keys are unique.

    Large elements and keys, which may link back to what holds them, count as themselves.
    """
    holder = [copied(tree)]
    _settle(holder[0], set())
    _number(holder, 0, {})
    return holder[0]


def _settle(node: Tree, seen: set[int]) -> None:
    if not isinstance(node, list) or id(node) in seen:
        return
    seen.add(id(node))
    for owner, index in slots(node):
        _settle(owner[index], seen)
    if node[0] in HASHED:
        told = {text_of(item): item for item in node[1] if _is_short(item)}
        others = {id(item): item for item in node[1] if not _is_short(item)}
        node[1] = [*(told[text] for text in sorted(told)), *others.values()]
    elif node[0] in ("d", "c2"):
        held = items_of(node)
        names = [pair[0] for pair in held if isinstance(pair[0], str)]
        if len(names) == len(held) and len(set(names)) == len(names):
            return
        pairs: dict[str, list[Any]] = {}
        for key, value in held:
            pairs.setdefault(mark_of(key), [key, value])[1] = value
        held[:] = pairs.values()


def _number(owner: list[Any], index: int, numbers: dict[int, int]) -> None:
    node = owner[index]
    if not isinstance(node, list):
        return
    if numbered(node):
        if id(node) in numbers:
            owner[index] = ["r", numbers[id(node)]]
            return
        numbers[id(node)] = len(numbers)
    for inner, place in slots(node):
        _number(inner, place, numbers)


def text_of(tree: Tree) -> str:
    """Give the canonical JSON text of a tree; what a large linked tree shares is written once, and cycles end."""
    return json.dumps(tree if _is_short(tree) else unlinked(tree), sort_keys=True, ensure_ascii=False)


def mark_of(tree: Tree) -> str:
    """What tells a value apart from others: what it says, or of a large one the place where it lies."""
    if type(tree) is str:
        return f'"{tree}'
    return text_of(tree) if _is_short(tree) else f"#{id(tree)}"


def _is_short(tree: Tree) -> bool:
    """Say whether the text of a value is short; one that shares parts has them in its text each time."""
    left = TOLD_NODES
    stack = [tree]
    while stack and left > 0:
        node = stack.pop()
        left -= 1
        if isinstance(node, list):
            stack += children(node)
    return not stack


def count_nodes(tree: Tree) -> int:
    """Count the values of a tree or linked tree, containers included; text counts one more per 16 characters."""
    total = 1
    stack: list[list[Any]] = [tree] if isinstance(tree, list) else []
    seen: set[int] = set()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        below = children(node)
        total += len(below) + sum(len(value) // 16 for value in below if type(value) is str)
        stack += [value for value in below if type(value) is list]
    return total


def is_clean(tree: Tree) -> bool:
    """Say whether a tree can be rebuilt and edited: nothing opaque or local, no iterator that was cut, not too deep."""
    level: list[list[Any]] = [tree] if isinstance(tree, list) else []
    for _ in range(MAX_DEPTH + 1):
        if not level:
            return True
        for node in level:
            if (
                node[0] == "?"
                or (node[0] in ("o", "en", "ex") and "<locals>" in node[1])
                or (node[0] == "it" and node[3] is True)
            ):
                return False
        level = [value for node in level for value in children(node) if type(value) is list]
    return False


@dataclass(frozen=True)
class Argument:
    """One argument of a call: the parameter's name and the place that holds its tree."""

    name: str
    owner: list[Any]
    index: int

    @property
    def value(self) -> Tree:
        """The argument's tree as it is now."""
        held: Tree = self.owner[self.index]
        return held


def arguments(call: Tree, parameters: Sequence[str]) -> list[Argument]:
    """Bind a call to parameter names; positional arguments without one are called by their place, "#0"."""
    if not isinstance(call, list):
        return []
    positional, keywords = call[1]
    bound = [
        Argument(parameters[index] if index < len(parameters) else f"#{index}", positional[1], index)
        for index in range(len(positional[1]))
    ]
    bound.extend(Argument(str(pair[0]), pair, 1) for pair in keywords[1])
    return bound
