"""What recorded values look like: a type at every path, with the values that were seen there.

Reads wire trees only. Says nothing about what a function would accept, only what it was given.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, TypeAlias

from burner.workload.dates import looks_like_date
from burner.workload.trees import Tree, arguments, items_of, linked, tag_of, text_of

Role = Literal["key", "identifier", "entity", "enumeration", "number", "date", "text", "flag", "other"]
SAMPLED_ITEMS = 400
SAMPLED_NESTED = 40
POOL_SIZE = 400
MAX_DEPTH = 12
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


@dataclass(frozen=True)
class Atom:
    """Values without inner structure, all of one kind: "int", "str", "None", "datetime.date", ..."""

    path: str
    kind: str
    pool: tuple[Tree, ...]
    count: int
    role: Role
    distinct: bool
    """Hardly any value occurs twice in one list."""


@dataclass(frozen=True)
class Items:
    """A container of any number of like elements."""

    path: str
    tag: str
    item: Shape
    lengths: tuple[int, ...]
    count: int
    sorted_by: str | None
    """None, "" when the elements themselves are in order, or the field by which they are."""
    rows: Literal["", "equal", "square"]
    sample: Tree


@dataclass(frozen=True)
class Rise:
    """Two fields whose numbers or dates do not decrease from the first to the second; `strict`: they are never equal."""

    first: str
    second: str
    strict: bool


@dataclass(frozen=True)
class Fields:
    """A record: a dict with the same keys, a tuple of fixed width, an instance of a class."""

    path: str
    tag: str
    name: str
    fields: Mapping[str, Shape]
    optional: frozenset[str]
    ordered: tuple[Rise, ...]
    samples: tuple[Tree, ...]
    count: int


@dataclass(frozen=True)
class Table:
    """A dict-like that maps any number of keys to like values."""

    path: str
    tag: str
    name: str
    keys: Shape
    values: Shape
    lengths: tuple[int, ...]
    samples: tuple[Tree, ...]
    count: int


Option: TypeAlias = Atom | Items | Fields | Table


@dataclass(frozen=True)
class Shape:
    """Everything seen at one path: one option per kind of value, most frequent first."""

    path: str
    options: tuple[Option, ...]

    @property
    def count(self) -> int:
        """How many values were seen here."""
        return sum(option.count for option in self.options)

    def option(self, node: Tree) -> Option | None:
        """Find the option that a node belongs to."""
        label = label_of(node)
        return next((option for option in self.options if _label(option) == label), None)


def infer(calls: Sequence[Tree], parameters: Sequence[str]) -> Mapping[str, Shape]:
    """Describe every parameter over all calls; parameters never passed are left out."""
    values: dict[str, list[_Seen]] = {}
    for number, call in enumerate(calls):
        for argument in arguments(linked(call), parameters):
            values.setdefault(argument.name, []).append(_Seen(argument.value, number))
    order = [name for name in parameters if name in values] + [name for name in values if name not in parameters]
    return {name: _shape(values[name], _At(name), inside=False) for name in order}


def sizes(calls: Sequence[Tree], parameters: Sequence[str]) -> Mapping[str, int]:
    """Give the largest recorded length (of an int: its magnitude) of each parameter."""
    largest: dict[str, int] = {}
    for call in calls:
        for argument in arguments(call, parameters):
            size = size_of(argument.value)
            if size is not None:
                largest[argument.name] = max(size, largest.get(argument.name, 0))
    return largest


def size_of(node: Tree) -> int | None:
    """Length of a container or text, magnitude of an int, total length of an object's containers, else None."""
    if isinstance(node, bool) or node is None or isinstance(node, float):
        return None
    if isinstance(node, int):
        return abs(node)
    if isinstance(node, str):
        return len(node)
    if node[0] in ("l", "t", "s", "fs", "d", "dq", "it", "c2"):
        return len(items_of(node))
    if node[0] == "np":
        return int(node[2][0]) if node[2] else 0
    if node[0] in ("b", "ba"):
        return len(node[1]) // 2
    if node[0] == "o":
        return max(_sizes_within(node), default=None)
    return None


def _sizes_within(node: list[Any]) -> Iterator[int]:
    """The sizes of what an object holds; objects may hold each other, and each is looked into once."""
    left, seen = [node], set()
    while left:
        each = left.pop()
        if each[0] != "o":
            size = size_of(each)
            if size is not None:
                yield size
        elif id(each) not in seen:
            seen.add(id(each))
            left += [value for _, value in named_fields(each) if isinstance(value, list)]


def describe(shape: Shape) -> str:
    """Write a shape as a Python annotation, like "list[dict[str, int | str]]"."""
    parts = list(dict.fromkeys(_annotation(option) for option in shape.options))
    if "None" in parts:
        parts = [part for part in parts if part != "None"] + ["None"]
    return " | ".join(parts) if parts else "object"


def spots(shape: Shape, owner: list[Any], index: int) -> Iterator[tuple[Shape, list[Any], int]]:
    """Walk a linked value together with its shape: every place at or below `owner[index]` that the shape knows."""
    yield from _spots(shape, owner, index, set())


def named_fields(node: list[Any]) -> list[tuple[str, Any]]:
    """Name the fields of a record node: dict keys, tuple positions, attributes and the built-in base of an object."""
    return [(name, owner[index]) for name, owner, index in field_slots(node)]


def field_slots(node: list[Any]) -> list[tuple[str, list[Any], int]]:
    """Like `named_fields`, with the places that hold the values."""
    tag = node[0]
    if tag == "d":
        return [(str(pair[0]), pair, 1) for pair in node[1]]
    if tag == "o":
        found = [(str(pair[0]), pair, 1) for part in ("dict", "slots") for pair in node[2].get(part) or ()]
        if len(node) > 3 and node[3] is not None:
            found.append(("(base)", node, 3))
        return found
    return [(str(index), node[1], index) for index in range(len(node[1]))]


def order_key(node: Tree) -> tuple[str, Any] | None:
    """Give a sort key for values that have an order among their kind; None for others."""
    if isinstance(node, bool) or node is None:
        return None
    if isinstance(node, (int, float)):
        return ("number", node)
    if isinstance(node, str):
        return ("text", node)
    if node[0] == "x" and str(node[1]).startswith("datetime.") and all(isinstance(part, int) for part in node[2]):
        return (str(node[1]), tuple(node[2]))
    if node[0] == "t":
        keys = [order_key(item) for item in node[1]]
        return None if any(key is None for key in keys) else ("tuple", tuple(keys))
    if node[0] == "i":
        return ("number", int(node[1], 16))
    return None


def kind_of(node: Tree) -> str:
    """Name the kind of a value without inner structure."""
    if not isinstance(node, list):
        return "None" if node is None else type(node).__name__
    if node[0] in ("x", "en", "o", "np"):
        return f"numpy.ndarray:{node[1]}:{len(node[2])}" if node[0] == "np" else str(node[1])
    return {"i": "int", "f": "float", "b": "bytes", "ba": "bytearray", "c": "complex"}.get(node[0], str(node[0]))


def label_of(node: Tree) -> str:
    """Name the option that a node falls under within its shape."""
    tag = tag_of(node)
    if tag in ("l", "t", "s", "fs", "dq", "it", "d"):
        return tag
    if isinstance(node, list) and tag in ("o", "c2"):
        return f"{tag}:{node[1]}"
    return f"atom:{kind_of(node)}"


def _label(option: Option) -> str:
    if isinstance(option, Atom):
        return f"atom:{option.kind}"
    if isinstance(option, Items):
        return option.tag
    return f"{option.tag}:{option.name}" if option.tag in ("o", "c2") else option.tag


@dataclass(frozen=True)
class _Seen:
    """A value and a number for the list it was seen in."""

    node: Any
    group: int


@dataclass(frozen=True)
class _At:
    """A path with the classes of the objects on the way to it."""

    path: str
    depth: int = 0
    classes: tuple[str, ...] = ()

    def below(self, step: str, node: list[Any]) -> _At:
        """The path one step further, into a value."""
        inner = (*self.classes, str(node[1])) if node[0] == "o" else self.classes
        return _At(self.path + step, self.depth + 1, inner)

    def looks_into(self, node: list[Any]) -> bool:
        """Whether a value at this path is described by what it holds."""
        return self.depth < MAX_DEPTH and (node[0] != "o" or self.classes.count(str(node[1])) < MAX_NESTED_CLASS)


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
        text = text_of(value.node)
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
    return Fields(
        at.path,
        node[0],
        str(node[1]) if node[0] == "o" else "",
        fields,
        optional,
        ordered_fields([dict(named_fields(value.node)) for value in values[:SAMPLED_ITEMS]]),
        tuple(value.node for value in values[:20]),
        len(values),
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


def _annotation(option: Option) -> str:
    if isinstance(option, Atom):
        if option.kind.startswith("numpy.ndarray"):
            return "numpy.ndarray"
        return option.kind.rsplit(":", 1)[-1]
    if isinstance(option, Items):
        name = {"l": "list", "t": "tuple", "s": "set", "fs": "frozenset", "dq": "deque", "it": "Iterator"}[option.tag]
        inner = describe(option.item)
        return f"{name}[{inner}, ...]" if option.tag == "t" else f"{name}[{inner}]"
    if isinstance(option, Table):
        name = option.name.rsplit(":", 1)[-1] if option.name else "dict"
        return f"{name}[{describe(option.keys)}, {describe(option.values)}]"
    if option.tag == "t":
        return f"tuple[{', '.join(describe(shape) for shape in option.fields.values())}]"
    if option.tag == "o":
        return option.name.rsplit(":", 1)[-1]
    parts = list(dict.fromkeys(part for shape in option.fields.values() for part in describe_parts(shape)))
    inner = " | ".join(sorted(parts, key=lambda part: (part == "None", part)))
    return f"dict[str, {inner}]" if option.tag == "d" else f"list[{inner}]"


def describe_parts(shape: Shape) -> list[str]:
    """Write each option of a shape as an annotation of its own."""
    return list(dict.fromkeys(_annotation(option) for option in shape.options))


def _spots(shape: Shape, owner: list[Any], index: int, seen: set[int]) -> Iterator[tuple[Shape, list[Any], int]]:
    node = owner[index]
    yield shape, owner, index
    if not isinstance(node, list) or id(node) in seen:
        return
    seen.add(id(node))
    option = shape.option(node)
    if isinstance(option, Items):
        held = items_of(node)
        for place in range(len(held)):
            yield from _spots(option.item, held, place, seen)
    elif isinstance(option, Fields):
        for name, inner, place in field_slots(node):
            if name in option.fields:
                yield from _spots(option.fields[name], inner, place, seen)
    elif isinstance(option, Table):
        for pair in items_of(node):
            yield from _spots(option.keys, pair, 0, seen)
            yield from _spots(option.values, pair, 1, seen)
