"""What holds between the arguments of every recorded call, so that generated calls are not refused at the door.

Start before end, as many prices as names, positions inside the list they point into, references without a cycle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from burner.workload.dates import shifted
from burner.workload.infer import ordered_fields
from burner.workload.pools import Affix, Pools
from burner.workload.shapes import Atom, Fields, Rise, Shape, Table, field_slots, options, order_key, size_of, spots
from burner.workload.trees import Argument, Tree, arguments, items_of, linked, tag_of

MOST = 0.85
SMALLEST_BOUND = 3
_IN_ORDER = frozenset({"l", "t", "dq"})
"""Kinds whose lengths may belong together."""


@dataclass(frozen=True)
class Bound:
    """Whole numbers at a path lie in 0..limit of an argument: its length, or its value."""

    path: str
    argument: str
    inclusive: bool


@dataclass(frozen=True)
class Relations:
    """Everything that held between arguments in (almost) all recorded calls."""

    ordered: tuple[Rise, ...]
    equal_lengths: tuple[tuple[str, str], ...]
    bounds: tuple[Bound, ...]
    members: tuple[tuple[str, str], ...]
    """Pairs of paths: every value at the first is among the names at the second (a key, an id)."""
    tables: frozenset[str]
    """Paths of tables whose values name other keys of the same table."""
    acyclic: frozenset[str]
    """Those of them in which no recorded table had a cycle."""


def restore_records(call: Tree, parameters: Sequence[str], shapes: Mapping[str, Shape]) -> None:
    """Put the fields of every record of a linked call in the order that recorded ones had."""
    for argument in arguments(call, parameters):
        if argument.name in shapes:
            for shape, owner, index in spots(shapes[argument.name], argument.owner, argument.index):
                option = shape.option(owner[index])
                if isinstance(option, Fields) and option.ordered:
                    put_in_order(
                        {name: (inner, place) for name, inner, place in field_slots(owner[index])}, option.ordered
                    )


def relate(calls: Sequence[Tree], parameters: Sequence[str], shapes: Mapping[str, Shape], pools: Pools) -> Relations:
    """Find what held between the arguments in the recorded calls."""
    bound = [arguments(linked(call), parameters) for call in calls]
    rows = [{argument.name: argument.value for argument in call} for call in bound]
    tables = frozenset(option.path for option in _tables(shapes) if _refers_to_itself(option, pools))
    cyclic = {path for call in bound for path in tables if _has_cycle(call, shapes, pools, path)}
    few = sum(1 for call in bound for path in cyclic if _has_cycle(call, shapes, pools, path))
    return Relations(
        ordered_fields(rows),
        _equal_lengths(rows),
        _bounds(bound, shapes),
        _members(bound, shapes, pools),
        tables,
        frozenset(tables if few <= (1 - MOST) * len(calls) + 1 else tables - cyclic),
    )


def restore(
    call: Tree, parameters: Sequence[str], shapes: Mapping[str, Shape], known: Relations, pools: Pools, rng: Random
) -> None:
    """Change a linked call in place so that what held in recorded calls holds in it as well."""
    bound = {argument.name: argument for argument in arguments(call, parameters)}
    put_in_order({name: (argument.owner, argument.index) for name, argument in bound.items()}, known.ordered)
    for first, second in known.equal_lengths:
        if first in bound and second in bound:
            _even_out(bound[first].value, bound[second].value)
    for limit in known.bounds:
        _keep_inside(limit, bound, shapes)
    for first, second in known.members:
        if rng.random() < MOST:
            _look_up(list(bound.values()), shapes, first, second, rng)
    for path in known.tables:
        _repair_table(list(bound.values()), shapes, pools, path, rng, acyclic=path in known.acyclic)


def _equal_lengths(rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    names = list(dict.fromkeys(name for row in rows for name in row))
    found = []
    for position, first in enumerate(names):
        for second in names[position + 1 :]:
            pairs = [
                (len(items_of(row[first])), len(items_of(row[second])))
                for row in rows
                if tag_of(row.get(first)) in _IN_ORDER and tag_of(row.get(second)) in _IN_ORDER
            ]
            if len({pair[0] for pair in pairs}) > 1 and sum(a == b for a, b in pairs) >= MOST * len(pairs):
                found.append((first, second))
    return tuple(found)


def _bounds(bound: Sequence[Sequence[Argument]], shapes: Mapping[str, Shape]) -> tuple[Bound, ...]:
    largest: dict[str, list[tuple[int, int, Mapping[str, Any]]]] = {}
    for call in bound:
        row = {argument.name: argument.value for argument in call}
        inner: dict[str, list[int]] = {}
        for argument in call:
            for shape, owner, index in spots(shapes[argument.name], argument.owner, argument.index):
                node = owner[index]
                if isinstance(node, int) and not isinstance(node, bool) and shape.path != argument.name:
                    inner.setdefault(shape.path, []).append(node)
        for path, values in inner.items():
            largest.setdefault(path, []).append((min(values), max(values), row))
    found = []
    for path, seen in largest.items():
        for name in shapes:
            limits = [
                (low, high, size_of(row[name])) for low, high, row in seen if name in row and _is_limit(row[name])
            ]
            known = [(low, high, limit) for low, high, limit in limits if limit is not None]
            if len(known) < 2 or any(low < -1 for low, _, _ in known):
                continue
            gaps = [limit - high for _, high, limit in known]
            tight = sum(gap <= max(1, limit // 4) for gap, (_, _, limit) in zip(gaps, known, strict=True))
            if len({high for _, high, _ in known}) < 2 or max(high for _, high, _ in known) < SMALLEST_BOUND:
                continue
            if tight >= 0.6 * len(known) and sum(gap >= 0 for gap in gaps) >= MOST * len(known):
                found.append(Bound(path, name, inclusive=0 in gaps))
                break
    return (*found, *_also_bounded(found, largest, bound, shapes))


def _also_bounded(
    found: Sequence[Bound],
    largest: Mapping[str, Sequence[tuple[int, int, Mapping[str, Any]]]],
    bound: Sequence[Sequence[Argument]],
    shapes: Mapping[str, Shape],
) -> list[Bound]:
    """Find what stays inside the same limits: fields beside a bounded one, and arguments that are one position."""
    known = {limit.path for limit in found}
    more: list[Bound] = []
    for limit in found:
        beside = [
            path for path in largest if path not in known and path.rpartition(".")[0] == limit.path.rpartition(".")[0]
        ]
        for path in beside:
            inside = [
                (low, high, size_of(row[limit.argument])) for low, high, row in largest[path] if limit.argument in row
            ]
            if "." in path and inside and all(low >= 0 and high < (size or 0) for low, high, size in inside):
                known.add(path)
                more.append(Bound(path, limit.argument, limit.inclusive))
        for name in shapes:
            pairs = [
                (row.get(name), size_of(row[limit.argument]))
                for row in _rows(bound)
                if name in row and limit.argument in row
            ]
            plain = [(value, size) for value, size in pairs if type(value) is int and size is not None]
            is_position = len(plain) > 1 and len(plain) == len(pairs) and all(0 <= at < size for at, size in plain)
            if is_position and name not in known | {limit.argument}:
                known.add(name)
                more.append(Bound(name, limit.argument, inclusive=False))
    return more


def _rows(bound: Sequence[Sequence[Argument]]) -> list[dict[str, Any]]:
    return [{argument.name: argument.value for argument in call} for call in bound]


def _places(bound: Sequence[Argument], shapes: Mapping[str, Shape]) -> dict[str, list[tuple[list[Any], int]]]:
    """Collect the places of plain values by path."""
    found: dict[str, list[tuple[list[Any], int]]] = {}
    for argument in bound:
        if argument.name in shapes:
            for shape, owner, index in spots(shapes[argument.name], argument.owner, argument.index):
                if isinstance(owner[index], (str, int)) and not isinstance(owner[index], bool):
                    found.setdefault(shape.path, []).append((owner, index))
    return found


def _members(
    bound: Sequence[Sequence[Argument]], shapes: Mapping[str, Shape], pools: Pools
) -> tuple[tuple[str, str], ...]:
    names = {name: pool for pool in pools.of.values() if len(pool.paths) > 1 for name in pool.paths}
    seen: dict[tuple[str, str], list[bool]] = {}
    for call in bound:
        found = {path: {owner[index] for owner, index in held} for path, held in _places(call, shapes).items()}
        known = [(path, values) for path, values in found.items() if path in names]
        for second, among in known:
            if not second.endswith(("{key}", "]")) and "[]." not in second:
                continue
            for first, values in known:
                inside = first.startswith(second.removesuffix("{key}") + "{}")
                if first != second and names[first] is names[second] and not inside and not first.endswith("{key}"):
                    seen.setdefault((first, second), []).append(values <= among)
    return tuple(pair for pair, held in seen.items() if len(held) > 1 and sum(held) >= MOST * len(held))


def _look_up(bound: Sequence[Argument], shapes: Mapping[str, Shape], first: str, second: str, rng: Random) -> None:
    places = _places(bound, shapes)
    known = [owner[index] for owner, index in places.get(second, ())]
    if known:
        among = set(known)
        for owner, index in places.get(first, ()):
            if owner[index] not in among:
                owner[index] = rng.choice(known)


def _is_limit(node: Tree) -> bool:
    return isinstance(node, list) or (isinstance(node, int) and not isinstance(node, bool) and node > 0)


def put_in_order(places: Mapping[str, tuple[list[Any], int]], ordered: Sequence[Rise]) -> None:
    """Exchange values until each pair rises; where they never were equal, one step is added."""
    for _ in range(2):
        for rise in ordered:
            if rise.first not in places or rise.second not in places:
                continue
            (left, i), (right, j) = places[rise.first], places[rise.second]
            low, high = order_key(left[i]), order_key(right[j])
            if low and high and low[0] == high[0] and low > high:
                left[i], right[j] = right[j], left[i]
            elif low == high and rise.strict:
                later = right[j]
                right[j] = later + 1 if isinstance(later, (int, float)) else shifted(later, 1)


def _even_out(first: Any, second: Any) -> None:
    if tag_of(first) not in _IN_ORDER or tag_of(second) not in _IN_ORDER:
        return
    mine, theirs = items_of(first), items_of(second)
    if mine and theirs:
        for held, wanted in ((mine, len(theirs)), (theirs, len(mine))):
            if len(held) > wanted:
                del held[wanted:]
    else:
        mine.clear()
        theirs.clear()


def _keep_inside(limit: Bound, bound: Mapping[str, Argument], shapes: Mapping[str, Shape]) -> None:
    if limit.argument not in bound:
        return
    size = size_of(bound[limit.argument].value)
    room = (size or 0) + int(limit.inclusive)
    for argument in bound.values():
        if not limit.path.startswith(argument.name):
            continue
        for shape, owner, index in list(spots(shapes[argument.name], argument.owner, argument.index)):
            node = owner[index]
            if shape.path == limit.path and isinstance(node, int) and not isinstance(node, bool) and room > 0:
                owner[index] = node if -1 <= node < room else node % room


def _tables(shapes: Mapping[str, Shape]) -> list[Table]:
    return [option for option in options(shapes.values()) if isinstance(option, Table)]


def _key_pool(option: Table, pools: Pools) -> str | None:
    for key in option.keys.options:
        if isinstance(key, Atom):
            found = pools.find(key.path, key.kind)
            if found is not None:
                return found.name
    return None


def _refers_to_itself(option: Table, pools: Pools) -> bool:
    name = _key_pool(option, pools)
    prefix = option.values.path
    inner = any(pool.name == name and path.startswith(prefix) for (path, _), pool in pools.of.items())
    marked = any(affix.pool == name and path.startswith(prefix) for path, affix in pools.affixes.items())
    return name is not None and (inner or marked)


@dataclass(frozen=True)
class Reference:
    """A place inside a table's value that names a key."""

    owner: list[Any]
    index: int
    key: Any
    affix: Affix | None
    is_item: bool

    def point_to(self, key: Any) -> None:
        """Name another key."""
        self.owner[self.index] = f"{self.affix.before}{key}{self.affix.after}" if self.affix else key


def references(option: Table, pair: list[Any], pools: Pools) -> list[Reference]:
    """Find what the value of a table's pair says about keys of the table."""
    name = _key_pool(option, pools)
    found = []
    for shape, owner, index in spots(option.values, pair, 1):
        node = owner[index]
        affix = pools.affixes.get(shape.path)
        if isinstance(node, str) and affix and affix.pool == name and node.startswith(affix.before):
            if node.endswith(affix.after) and len(node) > len(affix.before) + len(affix.after):
                key = node[len(affix.before) : len(node) - len(affix.after)]
                found.append(Reference(owner, index, key, affix, shape.path.endswith("[]")))
        elif not isinstance(node, (list, bool)) and node is not None:
            pool = pools.find(shape.path, type(node).__name__)
            if pool is not None and pool.name == name:
                found.append(Reference(owner, index, node, None, shape.path.endswith("[]")))
    return found


def tables_in(bound: Sequence[Argument], shapes: Mapping[str, Shape], path: str) -> list[tuple[Table, list[Any]]]:
    """Find the nodes of all tables at a path in one call."""
    found = []
    for argument in bound:
        if argument.name in shapes and path.startswith(argument.name):
            for shape, owner, index in spots(shapes[argument.name], argument.owner, argument.index):
                if shape.path == path:
                    option = shape.option(owner[index])
                    if isinstance(option, Table):
                        found.append((option, owner[index]))
    return found


def _has_cycle(bound: Sequence[Argument], shapes: Mapping[str, Shape], pools: Pools, path: str) -> bool:
    return any(
        is_cyclic(
            {
                pair[0]: [ref.key for ref in references(option, pair, pools)]
                for pair in items_of(node)
                if not isinstance(pair[0], list)
            }
        )
        for option, node in tables_in(bound, shapes, path)
    )


def is_cyclic(graph: Mapping[Any, Sequence[Any]]) -> bool:
    """Say whether following the references of a table can come back to where it started."""
    waiting = {key: {other for other in others if other in graph} for key, others in graph.items()}
    while waiting:
        ready = [key for key, others in waiting.items() if not others & waiting.keys()]
        if not ready:
            return True
        for key in ready:
            del waiting[key]
    return False


def _repair_table(
    bound: Sequence[Argument], shapes: Mapping[str, Shape], pools: Pools, path: str, rng: Random, *, acyclic: bool
) -> None:
    for option, node in tables_in(bound, shapes, path):
        pairs = [pair for pair in items_of(node) if not isinstance(pair[0], list)]
        order = list(range(len(pairs)))
        if rng.random() < 0.5:
            rng.shuffle(order)
        rank = {pairs[position][0]: place for place, position in enumerate(order)}
        keys = [pairs[position][0] for position in order]
        for pair in pairs:
            for ref in reversed(references(option, pair, pools)):
                later = keys[rank[pair[0]] + 1 :] if acyclic else keys
                if ref.key in rank and (not acyclic or rank[ref.key] > rank[pair[0]]):
                    continue
                if later:
                    ref.point_to(rng.choice(later[: max(3, len(later) // 2)]))
                elif ref.is_item:
                    del ref.owner[ref.index]
