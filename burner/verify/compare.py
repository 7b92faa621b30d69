"""Equality of outcomes, defined once, over trees and nothing else. The table is also in docs/equality.md.

| | strict | normal | loose |
|---|---|---|---|
| types | the same | the same | the same, but int, float and bool may stand for each other |
| floats, also in arrays | the same bits; any nan is any other | as strict | relative 1e-9 or absolute 1e-12 |
| order of dicts | matters | matters | is free |
| order in which attributes were set | is free | is free | is free |
| exceptions | type, arguments, text, attributes | as strict | type |
| which containers and objects are shared, also with what the module keeps | matters | matters | matters |
| arguments after the call | part of the outcome | part of the outcome | part of the outcome |
| what can't be seen (opaque) | a difference | the same type, counted | the same type, counted |

Text on stdout is compared at every level, warnings and text on stderr under strict; that is the caller's part.
An actual tree may be anything that a hostile process can write: what is malformed is a difference, not an error.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from burner.sandbox.inside.trees import numbered, to_json, walk
from burner.verify.numbers import Level, Tree, equal_buffers, equal_numbers, number
from burner.verify.show import show

__all__ = ["Difference", "Level", "Tree", "compare", "is_opaque", "opaque_nodes", "show"]

OUTCOME = ("result", "args", "kwargs")
_SHOWN = 160
_MALFORMED = (LookupError, TypeError, ValueError, AttributeError, RecursionError)
_LEAVES = frozenset(["b", "ba", "i", "f", "g", "m", "en"])

_OF_FUNCTION = {2: "its defaults", 3: "its keyword defaults", 4: "its variables", 5: "its globals"}


@dataclass(frozen=True)
class Difference:
    """The first place where two trees differ, like "result[3]['total']", and both sides as short readable text."""

    path: str
    expected: str
    actual: str


def compare(expected: Tree, actual: Tree, level: Level, names: tuple[str, ...] = OUTCOME) -> Difference | None:
    """The first difference, None if there is none; a top tuple of as many items as `names` is read as these."""
    try:
        if to_json(expected) == to_json(actual) and (level != "strict" or not opaque_nodes(expected)):
            return None
        comparison = _Comparison(level, expected, actual)
    except _MALFORMED:
        return Difference("value", show(expected, _SHOWN), "<a malformed value>")
    return comparison.run(names)


def is_opaque(tree: Tree) -> bool:
    """Whether nothing is known of the value but its type."""
    return type(tree) is list and tree[0] == "?"


def opaque_nodes(tree: Tree) -> int:
    """How many parts of a value could not be seen, so that nothing is known of them but their type."""
    return sum(map(is_opaque, walk(tree)))


@dataclass(frozen=True)
class _Parts:
    """A node taken apart: what must be the same at once, and what is compared part by part."""

    head: object
    children: list[tuple[str, Tree]] = field(default_factory=list)


@dataclass
class _Numbers:
    """The numbered nodes of a tree, to follow references."""

    nodes: list[Tree]
    number: dict[int, int]

    @classmethod
    def of(cls, tree: Tree) -> _Numbers:
        """Number the nodes in the order of the tree's text."""
        nodes = [node for node in walk(tree) if numbered(node)]
        return cls(nodes, {id(node): index for index, node in enumerate(nodes)})

    def follow(self, node: Tree) -> tuple[Tree, int | None]:
        """The node itself or what it refers to, and its number if it has one."""
        if type(node) is list and len(node) == 2 and node[0] == "r":
            if type(node[1]) is not int or node[1] < 0:
                raise ValueError(node[1])
            return self.nodes[node[1]], node[1]
        return node, self.number.get(id(node))


class _Comparison:
    """Walks two trees side by side; a shared thing must be shared with its counterpart on the other side."""

    def __init__(self, level: Level, expected: Tree, actual: Tree) -> None:
        self.level = level
        self.roots = (expected, actual)
        self.numbers = (_Numbers.of(expected), _Numbers.of(actual))
        self.pairs: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self.places: dict[int, str] = {}

    def run(self, names: tuple[str, ...]) -> Difference | None:
        """The first difference in the order in which the value reads."""
        expected, actual = self.roots
        todo = [("value", expected, actual)]
        if all(_is_tuple_of(root, len(names)) for root in self.roots):
            todo = list(zip(names, expected[1], actual[1], strict=True))[::-1]
        while todo:
            path, old, new = todo.pop()
            try:
                found = self._step(path, old, new)
            except _MALFORMED:
                return Difference(path, show(old, _SHOWN), f"<a malformed value> {show(new, _SHOWN)}")
            if isinstance(found, Difference):
                return found
            todo.extend(reversed(found))
        return None

    def _step(self, path: str, old: Tree, new: Tree) -> Difference | list[tuple[str, Tree, Tree]]:
        """What is still to be compared below, or the difference."""
        one, two = number(old), number(new)
        if one is not None and two is not None:
            return [] if equal_numbers(one, two, self.level) else self._differ(path, old, new)
        if type(old) is not list or type(new) is not list:
            return (
                [] if type(old) is type(new) and type(old) is not list and old == new else self._differ(path, old, new)
            )
        (old_node, old_number), (new_node, new_number) = self.numbers[0].follow(old), self.numbers[1].follow(new)
        known = self._known(path, old_number, new_number)
        if known is not None:
            return [] if known else self._unshared(path, old, new)
        if old_node[0] != new_node[0]:
            return self._differ(path, old_node, new_node)
        return self._inside(path, old_node, new_node)

    def _known(self, path: str, old: int | None, new: int | None) -> bool | None:
        """Whether two numbered things were met before, and as each other's counterpart; None if they are new."""
        if old is None and new is None:
            return None
        if old is None or new is None:
            return None if (old not in self.pairs and new not in self.back) else False
        if old in self.pairs or new in self.back:
            return self.pairs.get(old) == new
        self.pairs[old], self.back[new] = new, old
        self.places[old] = path
        return None

    def _inside(self, path: str, old: list[Any], new: list[Any]) -> Difference | list[tuple[str, Tree, Tree]]:
        tag = old[0]
        if tag in ("d", "c2"):
            return self._mapping(path, old, new)
        if tag in ("np", "ns") and type(old[-1]) is str:
            same = old[2:-1] == new[2:-1] and equal_buffers((old[1], old[-1]), (new[1], new[-1]), self.level)
            return [] if same else self._differ(path, old, new)
        if tag == "?":
            return [] if old[1] == new[1] and self.level != "strict" else self._differ(path, old, new)
        mine, theirs = self._parts(path, old), self._parts(path, new)
        if len(mine.children) != len(theirs.children) and tag in ("l", "t", "dq", "it"):
            sizes = [f"{len(parts.children)} items: {show(node)}" for parts, node in ((mine, old), (theirs, new))]
            return Difference(f"len({path})", *sizes)
        if mine.head != theirs.head or len(mine.children) != len(theirs.children):
            return self._differ(path, old, new)
        return [(place, one, two) for (place, one), (_, two) in zip(mine.children, theirs.children, strict=True)]

    def _parts(self, path: str, node: list[Any]) -> _Parts:  # noqa: PLR0911 - one line per tag
        tag = node[0]
        if tag in ("l", "t", "dq"):
            return _Parts(node[2:], [(f"{path}[{index}]", item) for index, item in enumerate(node[1])])
        if tag in ("s", "fs"):
            items = sorted(node[1], key=_key) if self.level == "loose" else node[1]
            return _Parts(None, [(f"{path}, item {index}", item) for index, item in enumerate(items)])
        if tag in _LEAVES:
            return _Parts(node)
        if tag == "c":
            return _Parts(None, [(f"{path}.real", node[1]), (f"{path}.imag", node[2])])
        if tag == "it":
            items = [(f"{path}, item {index}", item) for index, item in enumerate(node[2])]
            return _Parts(node[1], [*items, (f"{path}, the end", node[3])])
        if tag == "o":
            _, name, state, base = node
            attributes = dict(_attributes(path, state["dict"], state["slots"]))
            last = [] if base is None else [(path, base)]
            return _Parts((name, list(attributes), bool(state.get("frozen"))), [*attributes.items(), *last])
        if tag == "ex":
            _, name, args, text, state = node
            if self.level == "loose":
                return _Parts(name)
            attributes = dict(_attributes(path, state, []))
            return _Parts((name, text, list(attributes)), [(f"{path}.args", args), *attributes.items()])
        if tag in ("x", "pd"):
            named = _OF_FUNCTION if node[1] == "types.FunctionType" else {}
            places = [f"{path}, {named.get(index, f'part {index}')}" for index in range(len(node[2]))]
            return _Parts(node[1], list(zip(places, node[2], strict=True)))
        if tag == "np":
            return _Parts(node[1:3], [(f"{path}.flat[{index}]", item) for index, item in enumerate(node[3])])
        if tag == "rng":
            return _Parts(None, [(f"{path}.getstate()", node[1])])
        raise ValueError(tag)

    def _mapping(self, path: str, old: list[Any], new: list[Any]) -> Difference | list[tuple[str, Tree, Tree]]:
        place = 1 if old[0] == "d" else 2
        if old[1:place] != new[1:place]:
            return self._differ(path, old, new)
        mine, theirs = (
            {_key(key): (key, value) for key, value in old[place]},
            {_key(key): (key, value) for key, value in new[place]},
        )
        if len(theirs) != len(new[place]):
            raise ValueError("a key twice")
        for key in mine.keys() - theirs.keys():
            return Difference(f"{path}[{show(mine[key][0], 60)}]", show(mine[key][1]), "missing")
        for key in theirs.keys() - mine.keys():
            return Difference(f"{path}[{show(theirs[key][0], 60)}]", "missing", show(theirs[key][1]))
        if self.level != "loose" and list(mine) != list(theirs):
            return Difference(f"list({path})", *(show(["l", [key for key, _ in node[place]]]) for node in (old, new)))
        below = []
        for key, (shown, value) in mine.items():
            below += [(f"{path}, key", shown, theirs[key][0]), (f"{path}[{show(shown, 60)}]", value, theirs[key][1])]
        return [
            *below,
            *((f"{path}.default_factory", *last) for last in zip(old[place + 1 :], new[place + 1 :], strict=True)),
        ]

    def _differ(self, path: str, old: Tree, new: Tree) -> Difference:
        return Difference(path, show(old, _SHOWN), show(new, _SHOWN))

    def _unshared(self, path: str, old: Tree, new: Tree) -> Difference:
        """One side has the same thing again where the other has an equal one or another."""
        texts = []
        for node, numbers, back in ((old, self.numbers[0], None), (new, self.numbers[1], self.back)):
            target, index = numbers.follow(node)
            met = index if back is None or index is None else back.get(index)
            again = met in self.places and (back is not None or met in self.pairs)
            where = self.places.get(met, "") if met is not None else ""
            texts.append(
                f"the same object as {where}" if again and where != path else f"{show(target)}, an object of its own"
            )
        return Difference(path, texts[0], texts[1])


def _is_tuple_of(tree: Tree, count: int) -> bool:
    return type(tree) is list and len(tree) == 2 and tree[0] == "t" and type(tree[1]) is list and len(tree[1]) == count


def _attributes(path: str, *sections: list[list[Any]]) -> Iterator[tuple[str, Tree]]:
    """Attributes by name: in which order they were set is not behaviour."""
    for name, value in sorted((pair for section in sections for pair in section), key=lambda pair: str(pair[0])):
        yield f"{path}.{name}", value


def _key(tree: Tree) -> str:
    """A text for things that are equal as keys: 1, 1.0 and True are one key."""
    value = number(tree)
    if value is not None:
        return repr(int(value)) if math.isfinite(value) and value == int(value) else repr(value)
    if type(tree) is list and tree and tree[0] in ("t", "fs"):
        items = map(_key, tree[1])
        return f"{tree[0]}({','.join(items if tree[0] == 't' else sorted(items))})"
    return to_json(tree)
