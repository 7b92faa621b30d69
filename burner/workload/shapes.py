"""What recorded values look like: a type at every path, with the values that were seen there.

Reads wire trees only. Says nothing about what a function would accept, only what it was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from burner.workload.trees import Tree, items_of, tag_of

Role = Literal["key", "identifier", "entity", "enumeration", "number", "date", "text", "flag", "other"]


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
class Counted:
    """A whole number of an object that is the length of an attribute, or with `in_rows` that of each of its elements.

    Without a field, the elements are of one length that nothing counts.
    """

    field: str
    of: str
    in_rows: bool


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
    counted: tuple[Counted, ...] = ()


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


def options(shapes: Iterable[Shape]) -> Iterator[Option]:
    """Yield everything seen at and below some paths, outermost first."""
    for shape in shapes:
        for option in shape.options:
            yield option
            if isinstance(option, Items):
                yield from options([option.item])
            elif isinstance(option, Table):
                yield from options([option.keys, option.values])
            elif isinstance(option, Fields):
                yield from options(option.fields.values())


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
