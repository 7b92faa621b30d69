"""Deeper and larger structures: tables whose values name other keys, trees of like nodes, square and rectangular tables.

Builds wire trees from one recorded call.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Any

from burner.workload import arrays
from burner.workload.relations import references, tables_in
from burner.workload.rename import Renaming, atom_places
from burner.workload.replicas import Kind, Point, places
from burner.workload.shapes import Items, Table, named_fields
from burner.workload.trees import MAX_DEPTH, Tree, arguments, copied, items_of, linked, slots, tag_of, unlinked

ROOM_BELOW = MAX_DEPTH - 8


def chained(call: Tree, kind: Kind, path: str, rename: Renaming, size: int, seed: int) -> Tree:
    """Put renamed copies of a table of references one behind the other: the ends of each copy name the start of the next."""
    base = linked(call)
    whole = copied(base)
    rename.apply(arguments(whole, kind.parameters), kind.shapes, 0, seed)
    found = tables_in(arguments(whole, kind.parameters), kind.shapes, path)
    if not found:
        return call
    option, target = found[0]
    held = items_of(target)
    first = [pair for pair in held if not isinstance(pair[0], list)]
    last = first
    copy = 0
    while len(held) < size and first:
        copy += 1
        part = copied(base)
        rename.apply(arguments(part, kind.parameters), kind.shapes, copy, seed)
        _, more = tables_in(arguments(part, kind.parameters), kind.shapes, path)[0]
        pairs = [pair for pair in items_of(more) if not isinstance(pair[0], list)]
        start = _start(pairs, option, kind)
        for pair in last:
            _point_to(pair, option, kind, start)
        held.extend(pairs)
        last = pairs
    return unlinked(whole)


def _start(pairs: list[list[Any]], option: Table, kind: Kind) -> Any:
    """Find the key that no other pair of a copy refers to: where it begins."""
    named = {ref.key for pair in pairs for ref in references(option, pair, kind.pools)}
    return next((pair[0] for pair in pairs if pair[0] not in named), pairs[0][0])


def _point_to(pair: list[Any], option: Table, kind: Kind, key: Any) -> None:
    """Let a pair that names no other key name this one."""
    if references(option, pair, kind.pools):
        return
    template = next(
        (
            (ref, other)
            for sample in option.samples
            if isinstance(sample, list)
            for other in _copied_items(sample)
            for ref in references(option, other, kind.pools)
            if ref.is_item
        ),
        None,
    )
    if template is None:
        return
    ref, other = template
    path = _path_to(other[1], ref.owner)
    if path is None:
        return
    place = _follow(pair[1], path)
    if place is None and not isinstance(pair[1], list):
        ref.point_to(key)
        ref.owner[:] = [ref.owner[ref.index]]
        pair[1] = other[1]  # a plain value, such as a number in a sheet, becomes one that names others
    if place is None:
        return
    ref.point_to(key)
    place.append(copied(ref.owner[ref.index]))


def _follow(node: Any, path: list[Any]) -> list[Any] | None:
    """Go the same way down another value; None where it is made otherwise (another option of the same table)."""
    for step in path:
        if isinstance(node, dict) and step in node:  # noqa: SIM114 - two kinds of step
            node = node[step]
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return node if isinstance(node, list) else None


def _copied_items(node: list[Any]) -> list[list[Any]]:
    made = copied(node)
    return items_of(made) if isinstance(made, list) else []


def _path_to(node: Any, wanted: list[Any]) -> list[Any] | None:
    """Find the way down from a value to one of the lists inside it."""
    if node is wanted:
        return []
    steps = enumerate(node) if isinstance(node, list) else node.items() if isinstance(node, dict) else ()
    for step, inner in steps:
        below = _path_to(inner, wanted)
        if below is not None:
            return [step, *below]
    return None


def squared(call: Tree, kind: Kind, point: Point, size: int, seed: int, *, both: bool) -> Tree:
    """Grow a table of numbers in both directions (or only in width) by taking its cells again in another order."""
    whole = linked(call)
    found = places(whole, kind, [point])
    if point.path not in found:
        return call
    owner, index = found[point.path]
    node = owner[index]
    rng = Random(seed)
    array = arrays.read(node)
    if array is not None and array.shape[0] and array.width:
        rows = [rng.randrange(array.shape[0]) for _ in range(size if both else array.shape[0])]
        columns = [rng.randrange(array.shape[1]) for _ in range(size)]
        owner[index] = arrays.write(array.rows(rows).columns(columns))
        return unlinked(whole)
    for block in _blocks(node, point):
        _square(block, size, rng, both=both)
    return unlinked(whole)


def _blocks(node: list[Any], point: Point) -> list[list[Any]]:
    """Give the tables that grow: the value itself, or each layer of a block of tables."""
    option = point.option
    inner = (
        next((row for row in option.item.options if isinstance(row, Items) and row.rows), None)
        if isinstance(option, Items)
        else None
    )
    return list(items_of(node)) if inner is not None else [node]


def _square(node: list[Any], size: int, rng: Random, *, both: bool) -> None:
    rows = [items_of(row) for row in items_of(node) if isinstance(row, list)]
    if not rows or not rows[0]:
        return
    tag = items_of(node)[0][0]
    cells = [cell for row in rows for cell in row]
    height = size if both else len(rows)
    items_of(node)[:] = [
        [tag, [copied(rng.choice(rows[i % len(rows)] if rng.random() < 0.5 else cells)) for _ in range(size)]]
        for i in range(height)
    ]


def width(call: Tree, kind: Kind, point: Point) -> int:
    """Give the width of a table (or of the layers of a block) in a wire call."""
    found = places(linked(call), kind, [point])
    if point.path not in found:
        return 0
    node = found[point.path][0][found[point.path][1]]
    array = arrays.read(node)
    if array is not None:
        return array.shape[-1]
    for block in _blocks(node, point):
        for row in items_of(block):
            return len(items_of(row)) if isinstance(row, list) else 0
    return 0


def nested_at(call: Tree, parameters: tuple[str, ...]) -> str | None:
    """Name the argument that is a tree: its nodes hold nodes of the same kind."""
    for argument in arguments(linked(call), parameters):
        if isinstance(argument.value, list) and _like_inside(argument.value):
            return argument.name
    return None


@dataclass(frozen=True)
class _Place:
    """A place inside a tree that holds a node like its root, that many levels down."""

    owner: list[Any]
    index: int
    depth: int
    is_leaf: bool
    in_list: bool


def _names(node: Any) -> frozenset[str]:
    return frozenset(name for name, _ in named_fields(node))


def _is_like(node: Any, root: list[Any], names: frozenset[str]) -> bool:
    """Two nodes of a tree are alike by their class, by most of their keys, or since both are lists."""
    if tag_of(node) != root[0]:
        return False
    if root[0] == "o":
        return bool(node[1] == root[1])
    if root[0] == "l":
        return True
    other = _names(node)
    return len(names & other) > 0 and 2 * len(names & other) >= min(len(names), len(other))


def _like_inside(root: list[Any]) -> list[_Place]:
    """Find the places below a node that hold a node like it."""
    if root[0] not in ("d", "o", "l") or (root[0] == "l" and not _is_uneven(root)):
        return []
    found: list[_Place] = []
    _collect(root, root, _names(root) if root[0] == "d" else frozenset(), 1, found, set())
    return found


def _collect(
    node: list[Any], root: list[Any], names: frozenset[str], depth: int, found: list[_Place], seen: set[int]
) -> bool:
    """Add the places below a node that hold one like the root; says whether there are any. What is shared is seen once."""
    before = len(found)
    for owner, index in slots(node):
        inner = owner[index]
        if isinstance(inner, list) and depth < MAX_DEPTH and id(inner) not in seen:
            seen.add(id(inner))
            at = len(found)
            is_like = _is_like(inner, root, names)
            if is_like:
                found.append(_Place(owner, index, depth, is_leaf=True, in_list=node[0] == "l"))
            if _collect(inner, root, names, depth + 1, found, seen) and is_like:
                found[at] = replace(found[at], is_leaf=False)
    return len(found) > before


def _is_uneven(root: list[Any]) -> bool:
    """Nested lists are a tree only if nothing else is nested in them, and one list holds both lists and other values."""
    level = [root]
    uneven = False
    for _ in range(MAX_DEPTH):
        below = [[owner[index] for owner, index in slots(node)] for node in level]
        uneven = uneven or any(len({isinstance(value, list) for value in values}) > 1 for values in below)
        level = list({id(value): value for values in below for value in values if isinstance(value, list)}.values())
        if any(node[0] != "l" for node in level):
            return False
    return uneven


def count_like(call: Tree, kind: Kind, name: str) -> int:
    """Count the nodes of the tree in an argument."""
    for argument in arguments(linked(call), kind.parameters):
        if argument.name == name and isinstance(argument.value, list):
            return 1 + len(_like_inside(argument.value))
    return 0


def branched(call: Tree, kind: Kind, name: str, rename: Renaming, size: int, seed: int, *, deeper: bool) -> Tree:
    """Grow a tree to about `size` nodes: copies of it take the place of its leaves, or lie beside its inner nodes."""
    whole = linked(call)
    argument = next((found for found in arguments(whole, kind.parameters) if found.name == name), None)
    if argument is None or not isinstance(argument.value, list):
        return call
    rng = Random(seed)
    inside = _like_inside(argument.value)
    total = 1 + len(inside)
    block = linked(call)
    source = next(found for found in arguments(block, kind.parameters) if found.name == name)
    places = atom_places([source], kind.shapes)
    leaves = [place for place in inside if place.is_leaf or (place.in_list and not deeper)]
    copy = 0
    while total < size and leaves:
        copy += 1
        at = len(leaves) - 1 if deeper else rng.randrange(len(leaves))
        place = leaves[at]
        if place.depth > ROOM_BELOW or not (place.in_list and not deeper):
            leaves.pop(at)
        if place.depth > ROOM_BELOW:
            continue
        rename.rename(places, copy, seed, {})
        more = copied(source.value)
        if not isinstance(more, list):
            break
        below = _like_inside(more)
        if place.in_list and not deeper:
            place.owner.append(more)
            total += 1
        else:
            place.owner[place.index] = more
        total += len(below)
        leaves += [replace(leaf, depth=leaf.depth + place.depth) for leaf in below if leaf.is_leaf]
    return unlinked(whole)
