"""Infers what recorded values look like from wire trees. Says nothing about what a function would accept."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from burner.workload.counts import counted_fields
from burner.workload.dates import looks_like_date
from burner.workload.shapes import (
    Atom,
    Fields,
    Items,
    Option,
    Rise,
    Role,
    Shape,
    Table,
    kind_of,
    label_of,
    named_fields,
    order_key,
)
from burner.workload.trees import Tree, arguments, items_of, linked, mark_of, tag_of

SAMPLED_ITEMS = 400
SAMPLED_NESTED = 40
POOL_SIZE = 400
DEPTHS = (12, 6, 4, 3, 2)
MOST_PATHS = 300
"""Of values with more paths than this the deep ones are left as they were recorded: every path costs time in each new call."""
MAX_NESTED_CLASS = 2
"""Objects of a class inside objects of it (trees, linked lists) are looked into this often, not along every link."""
FIXED_WIDTH = 8
TELLING_LENGTH = 4
"""Where even the longest list has fewer elements, that all differ says little."""
NAME_FIELDS = (
    "id",
    "name",
    "key",
    "code",
    "sku",
    "ref",
    "title",
    "user",
    "client",
    "customer",
    "mail",
    "path",
    "slug",
    "label",
)


def infer(calls: Sequence[Tree], parameters: Sequence[str]) -> Mapping[str, Shape]:
    """Describe every parameter over all calls; parameters never passed are left out."""
    values: dict[str, list[_Seen]] = {}
    for number, call in enumerate(calls):
        for argument in arguments(linked(call), parameters):
            values.setdefault(argument.name, []).append(_Seen(argument.value, number))
    order = [name for name in parameters if name in values] + [name for name in values if name not in parameters]
    for depth in DEPTHS:
        room = _Room(depth, MOST_PATHS)
        found = {name: _shape(values[name], _At(name, room), inside=False) for name in order}
        if room.paths > 0:
            break
    return found


@dataclass
class _Room:
    """How deep values are looked into, and how many more paths may be described."""

    depth: int
    paths: int


@dataclass(frozen=True)
class _Seen:
    """A value and a number for the list it was seen in."""

    node: Any
    group: int


@dataclass(frozen=True)
class _At:
    """A path with the classes of the objects on the way to it."""

    path: str
    room: _Room
    depth: int = 0
    classes: tuple[str, ...] = ()

    def below(self, step: str, node: list[Any]) -> _At:
        """The path one step further, into a value."""
        self.room.paths -= 1
        inner = (*self.classes, str(node[1])) if node[0] == "o" else self.classes
        return _At(self.path + step, self.room, self.depth + 1, inner)

    def looks_into(self, node: list[Any]) -> bool:
        """Whether a value at this path is described by what it holds."""
        if self.depth >= self.room.depth or self.room.paths <= 0:
            return False
        return node[0] != "o" or self.classes.count(str(node[1])) < MAX_NESTED_CLASS


def _shape(values: Sequence[_Seen], at: _At, *, inside: bool) -> Shape:
    kinds: dict[str, dict[int, _Seen]] = {}
    for place, value in enumerate(values):
        same = id(value.node) if isinstance(value.node, list) else place
        kinds.setdefault(label_of(value.node), {}).setdefault(same, value)
    options = [_option(list(found.values()), at, inside=inside) for found in kinds.values()]
    return Shape(at.path, tuple(sorted(options, key=lambda option: -option.count)))


def _option(values: Sequence[_Seen], at: _At, *, inside: bool) -> Option:
    node = values[0].node
    tag = tag_of(node)
    if isinstance(node, list) and at.looks_into(node):
        if tag in ("l", "t", "s", "fs", "dq", "it"):
            if tag in ("l", "t") and _is_fixed(values, tag, inside=inside):
                return _fields(values, at)
            return _items(values, at)
        if tag == "o":
            return _fields(values, at)
        if tag in ("d", "c2"):
            return _fields(values, at) if tag == "d" and _is_record(values, inside=inside) else _table(values, at)
    return _atom(values if not isinstance(node, list) else values[:SAMPLED_NESTED], at.path)


def _atom(values: Sequence[_Seen], path: str) -> Atom:
    pool: dict[str, Tree] = {}
    groups: dict[int, list[str]] = {}
    for value in values:
        text = mark_of(value.node)
        if len(pool) < POOL_SIZE:
            pool.setdefault(text, value.node)
        groups.setdefault(value.group, []).append(text)
    kind = kind_of(values[0].node)
    lists = [group for group in groups.values() if len(group) > 1]
    distinct = bool(lists) and all(len(set(group)) == len(group) for group in lists)
    if distinct and kind == "str" and max(map(len, lists)) < TELLING_LENGTH:
        distinct = _sounds_like_name(path, list(pool.values()))
    role = _role(path, kind, list(pool.values()), len(values), is_listed=bool(lists), distinct=distinct)
    different = sum(len(set(group)) for group in lists)
    return Atom(path, kind, tuple(pool.values()), len(values), role, different > 0.9 * sum(map(len, lists)))


def _sounds_like_name(path: str, pool: Sequence[Tree]) -> bool:
    """Decide for a few different words whether they are names: by numbers in them, by the field, or no field at all."""
    field = path.rpartition("[]")[2].lstrip(".")
    numbered = sum(any(character.isdigit() for character in text) for text in pool if isinstance(text, str))
    return field in ("", "0") or 2 * numbered > len(pool) or any(word in field.lower() for word in NAME_FIELDS)


def _role(path: str, kind: str, pool: Sequence[Tree], total: int, *, is_listed: bool, distinct: bool) -> Role:
    if kind in ("None", "bool"):
        return "flag"
    if path.endswith("{key}"):
        return "key"
    if kind != "str":
        known: dict[str, Role] = {"float": "number", "complex": "number", "int": "identifier" if distinct else "number"}
        return known.get(kind, "date" if kind.startswith("datetime.") else "other")
    texts = [text for text in pool if isinstance(text, str) and text]
    if texts and sum(looks_like_date(text) for text in texts) >= 0.8 * len(texts):
        return "date"
    if not is_listed and "[]" not in path:
        return "text" if any(len(text) > 12 or "\n" in text for text in texts) else "enumeration"
    if texts and sum(len(text) > 24 or text.count(" ") > 1 or "\n" in text for text in texts) > 0.3 * len(texts):
        return "text"
    if distinct:
        return "identifier"
    return "entity" if len(pool) >= 8 and total >= 10 else "enumeration"


def _is_fixed(values: Sequence[_Seen], tag: str, *, inside: bool) -> bool:
    widths = {len(value.node[1]) for value in values}
    if len(widths) != 1 or not 1 <= max(widths) <= FIXED_WIDTH:
        return False
    if tag == "t":
        return inside or (max(widths) > 1 and _mixed(values[0].node[1]))
    return (
        inside
        and len(values) > 1
        and max(widths) > 1
        and all(_mixed(value.node[1]) for value in values[:SAMPLED_ITEMS])
    )


def _mixed(nodes: Sequence[Tree]) -> bool:
    return len({label_of(node) for node in nodes if node is not None}) > 1


def _is_record(values: Sequence[_Seen], *, inside: bool) -> bool:
    sampled = [value.node[1] for value in values[:SAMPLED_ITEMS]]
    keys = [[pair[0] for pair in pairs] for pairs in sampled]
    if not all(isinstance(key, str) for row in keys for key in row):
        return False
    union = {key for row in keys for key in row}
    average = sum(len(row) for row in keys) / len(keys)
    if not union or len(union) > 60 or (inside and len(keys) > 1 and len(union) > 2 * average + 2):
        return False
    mixed = any(_mixed([pair[1] for pair in pairs]) for pairs in sampled)
    if inside:
        return mixed or len(keys) == 1 or len(union) <= 1.5 * average + 1
    return mixed and len(union) <= 2 * average


def _sampled(nodes: Sequence[Any]) -> list[Any]:
    if len(nodes) <= SAMPLED_ITEMS:
        return list(nodes)
    step = len(nodes) / SAMPLED_ITEMS
    return [nodes[int(position * step)] for position in range(SAMPLED_ITEMS)]


def _lengths(counts: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted(set(counts)))


def _items(values: Sequence[_Seen], at: _At) -> Items:
    lists = [items_of(value.node) for value in values]
    share = max(8, 20 * SAMPLED_ITEMS // len(lists))
    inner = [_Seen(item, id(held)) for held in lists for item in (_sampled(held) if len(held) > share else held)]
    node = values[0].node
    tag = node[0]
    item = _shape(inner, at.below("[]", node), inside=True)
    return Items(
        at.path,
        tag,
        item,
        _lengths([len(held) for held in lists]),
        len(values),
        _sorted_by(lists, item),
        _rows(lists) if any(isinstance(option, Items) for option in item.options) else "",
        values[0].node,
    )


def _sorted_by(lists: Sequence[Sequence[Tree]], item: Shape) -> str | None:
    long = [held[: 4 * SAMPLED_ITEMS] for held in lists if len(held) > 1]
    if not long or max(len(held) for held in long) < 3:
        return None
    if _in_order(long):
        return ""
    for option in item.options[:1]:
        if isinstance(option, Fields):
            for name in option.fields:
                column = [
                    [dict(named_fields(node)).get(name) for node in held if isinstance(node, list)] for held in long
                ]
                if _in_order(column):
                    return name
    return None


def _in_order(columns: Sequence[Sequence[Any]]) -> bool:
    rising = False
    for column in columns:
        keys = [order_key(node) for node in column]
        if any(key is None for key in keys) or len({key[0] for key in keys if key}) > 1:
            return False
        values = [key[1] for key in keys if key]
        if any(isinstance(value, float) and math.isnan(value) for value in values):
            return False
        try:
            if any(second < first for first, second in pairwise(values)):
                return False
        except TypeError:
            return False
        rising = rising or (len(values) > 2 and values[0] < values[-1])
    return rising


def _rows(lists: Sequence[Sequence[Any]]) -> Literal["", "equal", "square"]:
    tall = [held for held in lists if held]
    if not tall or not all(tag_of(row) in ("l", "t") for held in tall for row in held[:SAMPLED_ITEMS]):
        return ""
    widths = [{len(row[1]) for row in held[:SAMPLED_ITEMS]} for held in tall]
    even = [held for held, width in zip(tall, widths, strict=True) if len(width) == 1]
    if len(even) < 0.7 * len(tall) or max(len(held) for held in tall) < 2 or max(max(width) for width in widths) < 2:
        return ""
    if not any(len(held) > 1 for held in even):
        return ""
    square = [held for held in even if len(held) == len(held[0][1])]
    return "square" if len(square) >= 0.7 * len(even) else "equal"


def _fields(values: Sequence[_Seen], at: _At) -> Fields:
    columns: dict[str, list[_Seen]] = {}
    for value in values:
        for name, inner in named_fields(value.node):
            columns.setdefault(name, []).append(_Seen(inner, value.group))
    node = values[0].node
    optional = frozenset(name for name, found in columns.items() if len(found) < len(values))
    fields = {name: _shape(found, at.below(f".{name}", node), inside=node[0] != "o") for name, found in columns.items()}
    rows = [dict(named_fields(value.node)) for value in values[:SAMPLED_ITEMS]]
    return Fields(
        at.path,
        node[0],
        str(node[1]) if node[0] == "o" else "",
        fields,
        optional,
        ordered_fields(rows),
        tuple(value.node for value in values[:20]),
        len(values),
        counted_fields(rows) if node[0] == "o" else (),
    )


def ordered_fields(rows: Sequence[Mapping[str, Any]]) -> tuple[Rise, ...]:
    """Find pairs of fields whose numbers or dates (almost) never decrease from the first to the second."""
    names = list(rows[0])[:FIXED_WIDTH] if rows else []
    found = []
    for first in names:
        for second in names:
            keys = [(order_key(row.get(first)), order_key(row.get(second))) for row in rows]
            pairs = [(a[1], b[1]) for a, b in keys if a and b and a[0] == b[0] and a[0] not in ("text", "tuple")]
            rising = sum(a <= b for a, b in pairs)
            if first != second and len(pairs) > 2 and rising >= 0.9 * len(pairs) and any(a < b for a, b in pairs):
                found.append(Rise(first, second, strict=all(a != b for a, b in pairs)))
    return tuple(found)


def _table(values: Sequence[_Seen], at: _At) -> Table:
    keys: list[_Seen] = []
    inner: list[_Seen] = []
    for value in values:
        held = items_of(value.node)
        for key, item in _sampled(held):
            keys.append(_Seen(key, id(held)))
            inner.append(_Seen(item, id(held)))
    node = values[0].node
    return Table(
        at.path,
        node[0],
        str(node[1]) if node[0] == "c2" else "",
        _shape(keys, at.below("{key}", node), inside=True),
        _shape(inner, at.below("{}", node), inside=True),
        _lengths([len(items_of(value.node)) for value in values]),
        tuple(value.node for value in values[:20]),
        len(values),
    )
