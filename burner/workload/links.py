"""Lists of records that name each other grow connected: edges, dependencies, parents.

Copies laid side by side would fall into pieces, of which a walk from the recorded start sees only the first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from burner.workload.pools import atoms
from burner.workload.recombine import in_order
from burner.workload.rename import Renaming, atom_places, one_group
from burner.workload.replicas import Kind, Point, largest, places
from burner.workload.shapes import Atom, Fields, Items, field_slots
from burner.workload.trees import SEQUENCES, Tree, arguments, copied, count_nodes, items_of, linked, tag_of, unlinked
from burner.workload.way import BASE_NODES, Way

SHARED_SHARE = 0.3
"""Two fields name the same things if that much of the smaller set of their values is in the other."""


Ends: TypeAlias = tuple[Tree, Tree]
"""The values of the two fields of one record."""


@dataclass(frozen=True)
class Link:
    """Two fields of the records in a list whose values name the same things."""

    point: Point
    fields: tuple[str, str]
    is_key: bool
    """No two records have the same first field: the second one refers to another record."""
    grown: tuple[Point, ...]
    """The containers in which such names occur: they grow together."""
    names: Renaming


def link_ways(kind: Kind, found: Sequence[Point], names: Renaming) -> list[Way]:
    """Grow lists of records that name each other: a tree of copies, and a chain of them."""
    made = []
    for link in filter(None, (_link(kind, point, found, names) for point in found)):
        for manner, is_chain in (("linked tree", False), ("linked chain", True)):
            measure = partial(_size, kind, link)
            made.append(
                Way(link.point.label, manner, measure, partial(_grown, kind, link, is_chain), partial(_suited, measure))
            )
    return made


def _size(kind: Kind, link: Link, call: Tree) -> int:
    return largest(call, kind, [link.point])


def _suited(measure: Callable[[Tree], int], call: Tree) -> Tree | None:
    return call if measure(call) > 1 and count_nodes(call) <= BASE_NODES else None


def _link(kind: Kind, point: Point, found: Sequence[Point], names: Renaming) -> Link | None:
    if not isinstance(point.option, Items) or point.option.rows:
        return None
    for record in point.option.item.options:
        if not isinstance(record, Fields):
            continue
        inside = [
            (name, atom)
            for name, shape in record.fields.items()
            for atom in shape.options
            if isinstance(atom, Atom) and atom.kind in ("int", "str") and atom.role not in ("text", "date")
        ]
        for place, (first, mine) in enumerate(inside):
            for second, theirs in inside[place + 1 :]:
                if first != second and mine.kind == theirs.kind and _shares(mine, theirs):
                    turned = theirs.distinct and not mine.distinct
                    fields = (second, first) if turned else (first, second)
                    return _described(kind, point, fields, (mine, theirs), found, names)
    return None


def _shares(mine: Atom, theirs: Atom) -> bool:
    shared = len(set(mine.pool) & set(theirs.pool))
    fewest = 1 if mine.kind == "str" else 2
    return shared >= max(fewest, SHARED_SHARE * min(len(mine.pool), len(theirs.pool)))


def _described(
    kind: Kind, point: Point, fields: tuple[str, str], ends: tuple[Atom, Atom], found: Sequence[Point], names: Renaming
) -> Link:
    """Find all that is named like the two fields: it is renamed together, and lists of it grow along."""
    known: set[Any] = {*ends[0].pool, *ends[1].pool}
    same = [
        atom
        for atom in atoms(kind.shapes)
        if atom.kind == ends[0].kind and 2 * len(known.intersection(atom.pool)) > len(atom.pool)
    ]
    group = one_group(point.path, same)
    groups = {**names.groups, **{(atom.path, atom.kind): group for atom in same}}
    grown = tuple(p for p in found if p is point or any(atom.path.startswith(p.path) for atom in same))
    is_key = ends[0].distinct != ends[1].distinct
    return Link(point, fields, is_key, grown, Renaming(groups, {}, {}))


# -- growing ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Plan:
    """Where copies are tied together, by the places of records in a copy."""

    begin: int
    """The record at whose near end a walk sees most; of records with a key, one that refers to none of them."""
    end: int
    """The record at whose far end such a walk ends."""
    first_end: Tree
    """In the first copy: the name at which a walk from the recorded entry ends."""
    is_backward: bool
    """Walks go from the second field to the first."""


def _grown(kind: Kind, link: Link, is_chain: bool, call: Tree, n: int, seed: int) -> Tree:
    """Lay renamed copies side by side, each led to from the one before (a chain) or from one half as far (a tree)."""
    base, whole = linked(call), linked(call)
    sources, targets = places(base, kind, link.grown), places(whole, kind, link.grown)
    if link.point.path not in sources:
        return call
    records = _held(targets[link.point.path])
    width = len(records)
    plan = _plan([_ends(record, link) for record in records], _entry(base, kind, link), link)
    grown = tuple(sources)
    inside = [
        place
        for place in atom_places(arguments(base, kind.parameters), kind.shapes)
        if place.atom.path.startswith(grown)
    ]
    copies = -(-n // width)
    for copy in range(1, copies):
        link.names.rename(inside, copy, seed, {})
        for path, source in sources.items():
            _held(targets[path]).extend(_held(([copied(source[0][source[1]])], 0)))
    for copy in range(1, copies):
        before = copy - 1 if is_chain else (copy - 1) // 2
        _bridge(records, before * width, copy * width, plan, link)
    sorted_by = link.point.option.sorted_by if isinstance(link.point.option, Items) else None
    if sorted_by is not None:
        records[:] = in_order(records, sorted_by)
    return unlinked(whole)


def _held(place: tuple[list[Any], int]) -> list[Any]:
    node = place[0][place[1]]
    return items_of(node) if isinstance(node, list) and tag_of(node) in (*SEQUENCES, "d") else []


def _field(record: Tree, name: str) -> tuple[list[Any], int] | None:
    held = field_slots(record) if isinstance(record, list) and tag_of(record) in ("d", "o", "t", "l") else []
    return next(((owner, index) for field, owner, index in held if field == name), None)


def _ends(record: Tree, link: Link) -> Ends:
    found = [_field(record, name) for name in link.fields]
    first, second = (None if place is None else place[0][place[1]] for place in found)
    return (None if isinstance(first, list) else first, None if isinstance(second, list) else second)


def _entry(base: Tree, kind: Kind, link: Link) -> Tree:
    """Find a name in another argument: where the function may begin to walk."""
    grown = tuple(point.path for point in link.grown)
    outside = (
        place.node
        for place in atom_places(arguments(base, kind.parameters), kind.shapes)
        if link.names.group_name(place.atom) == link.point.path and not place.atom.path.startswith(grown)
    )
    return next(outside, None)


def _plan(ends: Sequence[Ends], entry: Tree, link: Link) -> _Plan:
    ahead, back = list(ends), [(second, first) for first, second in ends]
    is_backward = link.is_key if entry is None else len(_walk(entry, back)) > len(_walk(entry, ahead))
    pairs = back if is_backward else ahead
    firsts = {first for first, _ in ends}
    roots = [place for place, (_, second) in enumerate(ends) if second not in firsts]
    if link.is_key:
        begin = roots[0] if roots else 0
        deepest = _walk(ends[begin][0], back)[-1]
        return _Plan(begin, next(place for place, (first, _) in enumerate(ends) if first == deepest), None, is_backward)
    begin = max(range(len(pairs)), key=lambda place: len(_walk(pairs[place][0], pairs)))
    last = _walk(pairs[begin][0], pairs)[-1]
    end = next((place for place, pair in enumerate(pairs) if pair[1] == last), begin)
    return _Plan(begin, end, None if entry is None else _walk(entry, pairs)[-1], is_backward)


def _walk(start: Tree, pairs: Sequence[Ends]) -> list[Tree]:
    """List the names that can be reached from one, nearest first."""
    following: dict[Tree, list[Tree]] = {}
    for first, second in pairs:
        following.setdefault(first, []).append(second)
    seen = {start: True}
    for name in (todo := [start]):
        fresh = [other for other in following.get(name, ()) if other is not None and other not in seen]
        seen.update(dict.fromkeys(fresh, True))
        todo += dict.fromkeys(fresh)
    return list(seen)


def _bridge(records: list[Any], before: int, after: int, plan: _Plan, link: Link) -> None:
    """Lead from one copy to a later one."""
    if link.is_key:
        child, parent = (after, before) if plan.is_backward else (before, after)
        place = _field(records[child + plan.begin], link.fields[1])
        if place is not None:
            place[0][place[1]] = _ends(records[parent + plan.end], link)[0]
        return
    made = copied(records[after + plan.begin])
    far, near = (0, 1) if plan.is_backward else (1, 0)
    end = _ends(records[before + plan.end], link)[far] if before or plan.first_end is None else plan.first_end
    for side, name in ((near, end), (far, _ends(made, link)[near])):
        place = _field(made, link.fields[side])
        if place is not None:
            place[0][place[1]] = name
    records.append(made)
