"""Calls made of several copies of one recorded call, laid side by side: what a program meets with more of the same.

Grows containers where they lie outermost; whether the function bears it is found out by running it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from burner.workload import arrays
from burner.workload.mutate import thin
from burner.workload.pools import Pools
from burner.workload.recombine import in_order
from burner.workload.relations import Relations, restore
from burner.workload.rename import AtomPlace, Renaming, atom_places
from burner.workload.shapes import Atom, Fields, Items, Option, Shape, Table, field_slots, size_of, spots
from burner.workload.trees import Argument, Tree, arguments, copied, count_nodes, items_of, linked, tag_of, unlinked
from burner.workload.way import BASE_NODES


@dataclass(frozen=True)
class Kind:
    """What is known of the recorded calls that are grown."""

    parameters: tuple[str, ...]
    shapes: Mapping[str, Shape]
    pools: Pools
    relations: Relations


@dataclass(frozen=True)
class Point:
    """A container that can be grown: the outermost ones of a call."""

    path: str
    argument: str
    option: Option

    @property
    def label(self) -> str:
        """What a reader calls its size."""
        return f"len({self.path})"


def points(shapes: Mapping[str, Shape]) -> list[Point]:
    """Find the outermost containers and arrays of the parameters."""
    found: list[Point] = []
    for name, shape in shapes.items():
        stack = [(shape, 0)]
        while stack:
            inner, depth = stack.pop(0)
            for option in inner.options:
                if isinstance(option, (Items, Table)) or (isinstance(option, Atom) and _is_grown_atom(option)):
                    held = option.lengths if isinstance(option, (Items, Table)) else (1,)
                    if max(held) > 0 and not any(point.path == option.path for point in found):
                        found.append(Point(option.path, name, option))
                elif isinstance(option, Fields) and depth < 3:
                    stack.extend((field, depth + 1) for field in option.fields.values())
    return found


def _is_grown_atom(atom: Atom) -> bool:
    return atom.kind.startswith("numpy.ndarray") or atom.kind == "builtins.range"


def places(call: Tree, kind: Kind, wanted: Sequence[Point]) -> dict[str, tuple[list[Any], int]]:
    """Find where the points lie in a linked call."""
    paths = {point.path for point in wanted}
    found: dict[str, tuple[list[Any], int]] = {}
    for argument in arguments(call, kind.parameters):
        if argument.name in kind.shapes and any(point.argument == argument.name for point in wanted):
            for shape, owner, index in spots(kind.shapes[argument.name], argument.owner, argument.index):
                if shape.path in paths and shape.path not in found and length(owner[index]) is not None:
                    found[shape.path] = (owner, index)
                    if len(found) == len(paths):
                        break
    return found


def length(node: Tree) -> int | None:
    """Length of something that can be grown; None for others."""
    if isinstance(node, list) and node[0] == "x" and node[1] == "builtins.range":
        start, stop, step = node[2]
        return len(range(start, stop, step))
    return size_of(node) if isinstance(node, list) else None


def largest(call: Tree, kind: Kind, wanted: Sequence[Point]) -> int:
    """Give the length of the longest of the points in a wire call."""
    found = places(linked(call), kind, wanted)
    return max((length(owner[index]) or 0 for owner, index in found.values()), default=0)


def replicated(
    call: Tree,
    kind: Kind,
    wanted: Sequence[Point],
    rename: Renaming | None,
    size: int,
    seed: int,
    counts: Sequence[str] = (),
) -> Tree:
    """Lay copies side by side until the longest point has `size` elements; `counts` are numbers that grow along.

    Without a renaming the values of the copies are the same, and only their order is new.
    """
    base = linked(call)
    longest = max((length(owner[index]) or 0 for owner, index in places(base, kind, wanted).values()), default=0)
    if longest == 0:
        return call
    copies = -(-size // longest)
    bound_sizes = {argument.name: size_of(argument.value) or 0 for argument in arguments(base, kind.parameters)}
    whole = copied(base)
    if rename is not None and copies == 1:  # else the first copy stays as recorded: other arguments may speak of it
        rename.rename(_concerned(arguments(whole, kind.parameters), kind, wanted, rename), 0, seed, {})
    target = places(whole, kind, wanted)
    start = {path: length(owner[index]) or 0 for path, (owner, index) in target.items()}
    source = {path: (owner, index) for path, (owner, index) in places(base, kind, wanted).items() if path in target}
    grown = {point.argument for point in wanted}
    bound = [argument for argument in arguments(base, kind.parameters) if argument.name in grown]
    inside = atom_places(bound, kind.shapes) if rename is not None else []
    by_path = {point.path: point for point in wanted}
    for copy in range(1, copies):
        if rename is not None:
            rename.rename(inside, copy, seed, _offsets(bound_sizes, kind, rename, copy))
        parts = copied(["t", [owner[index] for owner, index in source.values()]])
        for path, part in zip(source, parts[1] if isinstance(parts, list) else (), strict=True):
            if rename is not None:
                _bridge(target[path][0][target[path][1]], part, by_path[path], rename, kind, bound_sizes, copy)
            _extend(target[path][0][target[path][1]], part, copy)
    for place in inside:
        place.owner[place.index] = place.node
    _scale_counts(whole, base, kind, wanted, counts, copies)
    rng = Random(seed)
    references = bool(kind.relations.tables) or any(
        group.manner == "index" for group in (rename.groups.values() if rename else ())
    )
    for point in wanted:
        if point.path in target:
            owner, index = target[point.path]
            wish = size if start[point.path] == longest else max(1, size * start[point.path] // longest)
            _settle(owner, index, point, None if references else wish, rng)
    return unlinked(whole)


def _concerned(bound: Sequence[Argument], kind: Kind, wanted: Sequence[Point], rename: Renaming) -> list[AtomPlace]:
    """Find the atoms inside the points, and those elsewhere that name the same things."""
    paths = tuple(point.path for point in wanted)
    found = atom_places(bound, kind.shapes)
    inside = [place for place in found if place.atom.path.startswith(paths)]
    grown = {rename.group_name(place.atom) for place in inside}
    return inside + [
        place
        for place in found
        if not place.atom.path.startswith(paths)
        and rename.group_name(place.atom) in grown
        and rename.names_things(place.atom)
    ]


def _offsets(sizes: Mapping[str, int], kind: Kind, rename: Renaming, copy: int) -> dict[str, int]:
    """How far positions of a copy lie behind: as many as the list they point into has, or the number that bounds them."""
    found: dict[str, int] = {}
    for limit in kind.relations.bounds:
        group = rename.groups.get((limit.path, "int"))
        if group is not None and group.manner == "index" and limit.argument in sizes:
            found[group.name] = copy * sizes[limit.argument]
    return found


def _bridge(
    before: list[Any], part: list[Any], point: Point, rename: Renaming, kind: Kind, sizes: Mapping[str, int], copy: int
) -> None:
    """Lead from one copy to the next where elements point to positions, so that what walks along them goes on."""
    offsets = _offsets(sizes, kind, rename, copy)
    if not offsets or not isinstance(point.option, Items):
        return
    start = next((sizes[bound.path] for bound in kind.relations.bounds if bound.path in sizes), 0)
    length_of_copy = len(items_of(part))
    for option in point.option.item.options:
        if isinstance(option, Items):
            group = rename.groups.get((option.item.path, "int"))
            held = items_of(before)
            source = len(held) - length_of_copy + start
            if group is not None and group.name in offsets and 0 <= source < len(held) and tag_of(held[source]) == "l":
                items_of(held[source]).append(offsets[group.name] + start)
        elif isinstance(option, Fields) and length_of_copy:
            named = [name for name in option.fields if _is_index(option, name, rename, offsets)]
            first = copied(items_of(part)[0])
            if len(named) > 1 and isinstance(first, list) and tag_of(first) == option.tag:
                found = {name: (owner, index) for name, owner, index in field_slots(first)}
                shift = next(iter(offsets.values()))
                for name, value in ((named[0], shift - shift // copy + start), (named[1], shift + start)):
                    owner, index = found[name]
                    owner[index] = value
                items_of(part).append(first)


def _is_index(option: Fields, name: str, rename: Renaming, offsets: Mapping[str, int]) -> bool:
    group = rename.groups.get((option.fields[name].path, "int"))
    return group is not None and group.name in offsets


def _scale_counts(
    whole: Tree, base: Tree, kind: Kind, wanted: Sequence[Point], counts: Sequence[str], copies: int
) -> None:
    """Multiply numbers that say how many there are."""
    grown = {point.argument for point in wanted}
    limits = {bound.argument for bound in kind.relations.bounds if any(bound.path.startswith(name) for name in grown)}
    before = {argument.name: argument.value for argument in arguments(base, kind.parameters)}
    for argument in arguments(whole, kind.parameters):
        value = before.get(argument.name)
        if argument.name in {*counts, *limits} and isinstance(value, int) and not isinstance(value, bool):
            argument.owner[argument.index] = value * copies


def _extend(node: Any, more: Any, copy: int) -> None:
    if not isinstance(node, list) or not isinstance(more, list) or node[0] != more[0] or node[0] == "np":
        return
    if node[0] == "x":
        start, stop, step = more[2]
        node[2][1] = node[2][0] + (stop - start) * (copy + 1) if step > 0 else node[2][1]
    else:
        items_of(node).extend(items_of(more))


def _settle(owner: list[Any], index: int, point: Point, size: int | None, rng: Random) -> None:
    """Cut to size, restore the order that recorded ones had, and shuffle what never was in order."""
    node = owner[index]
    if not isinstance(node, list) or node[0] == "x":
        return
    if node[0] == "np":
        array = arrays.read(node)
        if array is not None and size is not None and array.shape[0]:
            rows = list(range(array.shape[0])) * (size // array.shape[0] + 1)
            rng.shuffle(rows)
            owner[index] = arrays.write(array.rows(sorted(rows[:size]) if _rises(array) else rows[:size]))
        return
    held = items_of(node)
    if isinstance(point.option, Items):
        if point.option.sorted_by is not None:
            held[:] = in_order(held, point.option.sorted_by)
        elif size is not None:
            start = len(held) // 3
            tail = held[start:]
            rng.shuffle(tail)
            held[start:] = tail
    if size is not None and len(held) > size:
        del held[size:]


def _rises(array: arrays.Array) -> bool:
    return len(array.shape) == 1 and list(array.numbers) == sorted(array.numbers)


def bound_to(call: Tree, kind: Kind, name: str) -> Argument | None:
    """Find an argument of a linked call by name."""
    return next((argument for argument in arguments(call, kind.parameters) if argument.name == name), None)


def suited(kind: Kind, found: Sequence[Point], call: Tree) -> Tree | None:
    """Take calls in which every point that is there holds something; cut very large ones."""
    made = call
    if count_nodes(call) > BASE_NODES:
        whole = linked(call)
        thin(whole, kind.parameters, kind.shapes, Random(0))
        restore(whole, kind.parameters, kind.shapes, kind.relations, kind.pools, Random(0))
        made = unlinked(whole)
    sizes = [length(owner[index]) or 0 for owner, index in places(linked(made), kind, found).values()]
    return made if any(sizes) and (all(sizes) or len(sizes) > 1) else None
