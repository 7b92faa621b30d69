"""Makes a call on which two versions differ as small as it gets, so that a person or a model sees why.

Edits wire trees only; whether a smaller call still shows the difference is the caller's question to answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from burner.sandbox.inside.codec import to_json
from burner.workload.trees import Tree, copied, is_clean, items_of, linked, slots, unlinked

MOST_TRIES = 400
CONTAINERS = frozenset({"l", "t", "s", "fs", "dq", "it", "d", "c2"})
_Edit = Callable[[list[Any], int], None]


def shrink(call: Tree, fails: Callable[[Tree], bool], budget_s: float) -> Tree:
    """Give the smallest call found within the budget for which `fails` is still true; the call itself at worst.

    Elements and dict items are dropped (half of them, a quarter, ..., one), texts shortened, numbers brought near 0.
    """
    until = time.monotonic() + budget_s
    if not is_clean(call):
        return call
    tried = {to_json(call)}
    best = call
    improved = True
    while improved:
        improved = False
        for smaller in _smaller(best):
            if time.monotonic() > until or len(tried) > MOST_TRIES:
                return best
            text = to_json(smaller)
            if text in tried or len(text) > len(to_json(best)):
                continue
            tried.add(text)
            if fails(smaller):
                best = smaller
                improved = True
                break
    return best


def _smaller(tree: Tree) -> Iterator[Tree]:
    """Yield smaller variants of a call, the boldest cuts first; the two outermost levels keep their form."""
    count = len(_places(linked(tree)))
    for share in (1, 2, 4, 8):
        for position in range(count):
            yield from _cut(tree, position, share)
    for position in range(count):
        yield from _dropped(tree, position)
    for position in range(count):
        yield from _simplified(tree, position)


def _places(tree: Tree) -> list[tuple[list[Any], int]]:
    """List the places of values below the argument lists of a linked call, outermost first."""
    found: list[tuple[list[Any], int]] = []
    seen: set[int] = set()
    if not isinstance(tree, list):
        return found
    level = [place for part in tree[1] for place in slots(part) if not (part[0] == "d" and place[1] == 0)]
    while level:
        found += level
        deeper: list[tuple[list[Any], int]] = []
        for owner, index in level:
            node = owner[index]
            if isinstance(node, list) and id(node) not in seen:
                seen.add(id(node))
                deeper += [place for place in slots(node) if not (node[0] == "d" and place[1] == 0) and node[0] != "x"]
        level = deeper
    return found


def _edited(tree: Tree, position: int, edit: _Edit) -> Tree:
    made = copied(linked(tree))
    owner, index = _places(made)[position]
    edit(owner, index)
    return unlinked(made)


def _cut(tree: Tree, position: int, share: int) -> Iterator[Tree]:
    owner, index = _places(linked(tree))[position]
    node = owner[index]
    if _may_lose_items(owner, node):
        size = len(items_of(node))
    elif isinstance(node, str):
        size = len(node)
    else:
        return
    step = -(-size // share)
    if size == 0 or (share > 1 and step <= 1 and share // 2 >= size):
        return
    for start in range(0, size, step):
        yield _edited(tree, position, lambda held, place, start=start: _without(held, place, start, step))  # type: ignore[misc]


def _may_lose_items(owner: list[Any], node: Any) -> bool:
    """Tuples keep their width, and records (dicts with text keys inside a list) their fields."""
    if not isinstance(node, list) or node[0] not in CONTAINERS or node[0] == "t":
        return False
    is_pair = len(owner) == 2 and not isinstance(owner[0], list)  # noqa: PLR2004 - a key and its value
    return node[0] != "d" or is_pair or not all(isinstance(pair[0], str) for pair in node[1])


def _without(owner: list[Any], index: int, start: int, step: int) -> None:
    node = owner[index]
    if isinstance(node, str):
        owner[index] = node[:start] + node[start + step :]
    else:
        del items_of(node)[start : start + step]


def _dropped(tree: Tree, position: int) -> Iterator[Tree]:
    owner, index = _places(linked(tree))[position]
    node = owner[index]
    if isinstance(node, str) or _may_lose_items(owner, node):
        size = len(node) if isinstance(node, str) else len(items_of(node))
        for start in range(min(size, 40)):
            yield _edited(tree, position, lambda held, place, start=start: _without(held, place, start, 1))  # type: ignore[misc]


def _simplified(tree: Tree, position: int) -> Iterator[Tree]:
    owner, index = _places(linked(tree))[position]
    for value in _simpler(owner[index]):
        yield _edited(tree, position, lambda held, place, value=value: held.__setitem__(place, value))  # type: ignore[misc]


def _simpler(node: Any) -> Iterator[Any]:
    if isinstance(node, bool) or node is None:
        return
    if isinstance(node, int) and node not in (0, 1):
        yield from (0, 1, node // 2 if node > 0 else -(-node // 2))
        if node < 0:
            yield -node
    elif isinstance(node, float) and node not in (0.0, 1.0):
        yield from (0.0, 1.0, float(int(node)))
    elif isinstance(node, str) and node:
        plain = "".join("a" if character.isalpha() else "0" if character.isdigit() else character for character in node)
        yield plain
        yield from ("a" * len(node), "b" * len(node)) if node.isalpha() else ()
