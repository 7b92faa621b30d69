"""Ways to grow structures: tables in both directions, references and trees in depth, containers inside containers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from random import Random
from typing import Any

from burner.workload.nested import branched, chained, count_like, nested_at, squared, width
from burner.workload.relations import tables_in
from burner.workload.rename import Renaming, atom_places
from burner.workload.replicas import Kind, Point, bound_to, largest, places, suited
from burner.workload.shapes import Atom, Items, Option, Table, size_of, spots
from burner.workload.trees import Tree, arguments, copied, count_nodes, items_of, linked, unlinked
from burner.workload.way import BASE_NODES, Way

MOST_CHARACTERS = 6
"""A board is drawn with so many different characters."""


def matrix_ways(kind: Kind, found: Sequence[Point]) -> list[Way]:
    """Grow tables of numbers, nested lists or arrays, in width or in both directions; several of them together first."""
    made = []
    flat = [point for point in found if _is_flat(point.option)]
    if len(flat) > 1:
        make = partial(_grown_together, kind, flat)
        first = partial(width, kind=kind, point=flat[0])
        label = " and ".join(point.label for point in flat[:2])
        made.append(Way(label, "rows and columns of all", first, make, partial(_wide, kind, flat[0])))
    for point in found:
        if _is_board(point.option):
            size = partial(largest, kind=kind, wanted=[point])
            suits = partial(suited, kind, [point])
            made.append(Way(point.label, "rows and columns", size, partial(_grown_board, kind, point), suits))
        is_block = _is_block(point.option)
        if not is_block and point not in flat:
            continue
        for both in (True,) if is_block or _always_square(point.option) else (True, False):
            label = point.label if both and not is_block else f"len({point.path}[0])"
            manner = "rows and columns" if both else "columns"
            make = partial(_grown_matrix, kind, point, both)
            made.append(Way(label, manner, partial(width, kind=kind, point=point), make, partial(_wide, kind, point)))
    return made


def _is_flat(option: Option) -> bool:
    """Tell tables (rows of equal length, arrays with two dimensions) from other containers."""
    if isinstance(option, Atom):
        return option.kind.startswith("numpy.ndarray") and option.kind.endswith(":2")
    return isinstance(option, Items) and bool(option.rows) and not _is_block(option)


def _is_block(option: Option) -> bool:
    """Tell lists of tables."""
    return isinstance(option, Items) and any(isinstance(row, Items) and row.rows for row in option.item.options)


def _is_board(option: Option) -> bool:
    """Tell boards and maps, whose rows are texts of equal length in a few characters, from other lists of texts."""
    rows = items_of(option.sample) if isinstance(option, Items) and isinstance(option.sample, list) else []
    if len(rows) < 2 or not all(isinstance(row, str) and len(row) == len(rows[0]) > 1 for row in rows):
        return False
    characters = "".join(rows)
    return len(set(characters)) <= min(MOST_CHARACTERS, len(characters) // 2)


def _grown_board(kind: Kind, point: Point, call: Tree, n: int, seed: int) -> Tree:
    """Draw a square board from the characters of a recorded one; its first and its last place are as recorded."""
    whole = linked(call)
    held = places(whole, kind, [point])
    rows = items_of(held[point.path][0][held[point.path][1]]) if point.path in held else []
    cells = "".join(row for row in rows if isinstance(row, str))
    if not cells or n <= len(rows):
        return call
    rng = Random(seed)
    drawn = "".join(rng.choices(cells, k=n * n))
    drawn = cells[0] + drawn[1:-1] + cells[-1]
    rows[:] = [drawn[place : place + n] for place in range(0, n * n, n)]
    return unlinked(whole)


def _grown_together(kind: Kind, found: Sequence[Point], call: Tree, n: int, seed: int) -> Tree:
    for position, point in enumerate(found):
        call = squared(call, kind, point, n, seed + position, both=True)
    return call


def _always_square(option: Option) -> bool:
    return isinstance(option, Items) and option.rows == "square"


def _grown_matrix(kind: Kind, point: Point, both: bool, call: Tree, n: int, seed: int) -> Tree:
    return squared(call, kind, point, n, seed, both=both)


def _wide(kind: Kind, point: Point, call: Tree) -> Tree | None:
    made = suited(kind, [point], call)
    return made if made is not None and width(made, kind, point) > 0 else None


def chain_ways(kind: Kind, names: Renaming) -> list[Way]:
    """Grow tables of references in depth: copies one behind the other."""
    made = []
    for path in sorted(kind.relations.tables):

        def measure(call: Tree, path: str = path) -> int:
            held = tables_in(arguments(linked(call), kind.parameters), kind.shapes, path)
            return max((len(items_of(node)) for _, node in held), default=0)

        def make(call: Tree, n: int, seed: int, path: str = path) -> Tree:
            return chained(call, kind, path, names, n, seed)

        def suits(call: Tree, measure: Callable[[Tree], int] = measure) -> Tree | None:
            return call if measure(call) > 1 and count_nodes(call) <= BASE_NODES else None

        made.append(Way(f"len({path})", "chained", measure, make, suits))
    return made


def tree_ways(kind: Kind, calls: Sequence[Tree], names: Renaming) -> list[Way]:
    """Grow trees by copies of themselves, all over or downwards."""
    name = next((found for found in (nested_at(call, kind.parameters) for call in calls) if found), None)
    if name is None:
        return []

    def measure(call: Tree) -> int:
        return count_like(call, kind, name)

    def suits(call: Tree) -> Tree | None:
        return call if measure(call) > 1 and count_nodes(call) <= BASE_NODES else None

    made = []
    for deeper in (False, True):

        def make(call: Tree, n: int, seed: int, deeper: bool = deeper) -> Tree:
            return branched(call, kind, name, names, n, seed, deeper=deeper)

        made.append(Way(f"nodes of {name}", "deeper" if deeper else "wider", measure, make, suits))
    return made


def inner_ways(kind: Kind, found: Sequence[Point], names: Renaming) -> list[Way]:
    """Grow containers inside the elements of the outermost ones."""
    made = []
    for point in found:
        for option in _inner_options(point):
            path = option.path

            def measure(call: Tree, path: str = path, name: str = point.argument) -> int:
                return max(
                    (size_of(owner[index]) or 0 for owner, index in _inner_places(linked(call), kind, name, path)),
                    default=0,
                )

            def make(
                call: Tree,
                n: int,
                seed: int,
                path: str = path,
                name: str = point.argument,
                measure: Callable[[Tree], int] = measure,
            ) -> Tree:
                return _longer_inside(kind, names, name, path, call, n, seed, measure(call))

            def suits(call: Tree, measure: Callable[[Tree], int] = measure) -> Tree | None:
                return call if measure(call) > 0 and count_nodes(call) <= 2 * BASE_NODES else None

            made.append(Way(f"len({path.replace('{}', '[...]')})", "inner copies", measure, make, suits))
    return made[:3]


def _inner_options(point: Point) -> list[Items | Table]:
    option = point.option
    if isinstance(option, Items) and option.rows:
        return []
    inner = option.item if isinstance(option, Items) else option.values if isinstance(option, Table) else None
    found: list[Items | Table] = []
    stack = [inner] if inner is not None else []
    while stack:
        for below in stack.pop().options:
            if isinstance(below, (Items, Table)):
                found.append(below)
            elif not isinstance(below, Atom):
                stack.extend(below.fields.values())
    return found


def _inner_places(call: Tree, kind: Kind, name: str, path: str) -> list[tuple[list[Any], int]]:
    argument = bound_to(call, kind, name)
    if argument is None:
        return []
    return [
        (owner, index)
        for shape, owner, index in spots(kind.shapes[name], argument.owner, argument.index)
        if shape.path == path and isinstance(owner[index], list) and size_of(owner[index]) is not None
    ]


def _longer_inside(
    kind: Kind, names: Renaming, name: str, path: str, call: Tree, n: int, seed: int, longest: int
) -> Tree:
    whole, base = linked(call), linked(call)
    targets = _inner_places(whole, kind, name, path)
    sources = _inner_places(base, kind, name, path)
    inside = atom_places(
        [argument for argument in arguments(base, kind.parameters) if argument.name == name], kind.shapes
    )
    inside = [place for place in inside if place.atom.path.startswith(path)]
    for copy in range(1, -(-n // max(1, longest))):
        names.rename(inside, copy, seed, {})
        parts = copied(["t", [owner[index] for owner, index in sources]])
        for (owner, index), more in zip(targets, parts[1] if isinstance(parts, list) else (), strict=False):
            mine = owner[index]
            if isinstance(mine, list) and isinstance(more, list) and mine[0] == more[0]:
                items_of(mine).extend(items_of(more))
    return unlinked(whole)
