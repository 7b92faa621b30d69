"""Trees, the wire format of values: what may be said of one without knowing the value. See docs/equality.md.

A tree is None, a bool, an int, a finite float, a str, or a list whose first item is a tag.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from json.encoder import encode_basestring_ascii
from typing import Any, NamedTuple

Tree = Any

_NUMBERED = frozenset(["l", "d", "s", "ba", "dq", "c2", "o", "np", "rng", "it", "pd"])
NUMBERED_VALUES = frozenset(["array.array", "io.StringIO", "io.BytesIO", "types.FunctionType"])
"""Those `["x", name, ...]` that can change, and so count for references."""


class Limits(NamedTuple):
    """How much of a value is taken: nesting, nodes in all, and items drawn from one iterator (0 leaves them alone).

    Functions without a name to import them by are taken apart where `code` says so; otherwise only those made from a tree.
    """

    depth: int = 10_000
    nodes: int = 2_000_000
    iterator_items: int = 10_000
    code: bool = False


class Unencodable(Exception):  # noqa: N818 - it says what the value is
    """The value is larger or deeper than the limits."""


class Undecodable(Exception):  # noqa: N818 - likewise
    """The tree is opaque, damaged, or names something that can't be found."""


def numbered(node: Tree) -> bool:
    """Whether this node counts for `["r", n]`: n is its place among such nodes, in the order of the tree's text."""
    if type(node) is not list:
        return False
    if node[0] == "o":
        return not node[2].get("frozen")
    return node[0] in _NUMBERED or (node[0] == "x" and node[1] in NUMBERED_VALUES)


def walk(tree: Tree) -> Iterator[Tree]:
    """Every node of a tree in the order of its text; raises LookupError, TypeError or AttributeError if damaged."""
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        if type(node) is list:
            stack.extend(reversed(children(node)))


def children(node: list[Any]) -> list[Tree]:
    """The trees right below a node, in the order of its text. A list of trees or of pairs is not itself a node."""
    tag = node[0]
    if tag in ("l", "t", "s", "fs", "dq"):
        found = node[1]
    elif tag == "d":
        found = [part for pair in node[1] for part in pair]
    elif tag == "c2":
        found = [*(part for pair in node[2] for part in pair), node[3]]
    elif tag in ("x", "pd"):
        found = node[2]
    elif tag == "o":
        state = [pair[1] for section in ("dict", "slots") for pair in node[2][section]]
        found = state if node[3] is None else [*state, node[3]]
    elif tag == "ex":
        found = [node[2], *(pair[1] for pair in node[4])]
    elif tag == "it":
        found = [*node[2], node[3]]
    elif tag == "np":
        found = node[3] if type(node[3]) is list else []
    elif tag == "rng":
        found = [node[1]]
    else:
        found = []
    return list(found)


def unbuildable(tree: Tree) -> str | None:
    """Why `decode` would refuse a tree, as far as it shows: an opaque or local thing; None if nothing shows."""
    for node in walk(tree):
        if type(node) is list and node[0] == "?":
            return f"{node[1]}: {node[2]}"
        if type(node) is list and node[0] in ("o", "en", "ex") and "<locals>" in node[1]:
            return f"{node[1]}: a local class"
    return None


def to_json(tree: Tree) -> str:
    """The one text of a tree, however deep it is."""
    try:
        return json.dumps(tree, separators=(",", ":"))
    except RecursionError:
        return _written(tree)


def from_json(text: str) -> Tree:
    """The tree of a text made by `to_json`, however deep it is; raises ValueError if it is not JSON."""
    try:
        return json.loads(text)
    except RecursionError:
        return _parsed(text)


class _Mark(str):
    """Punctuation on the stack of `_written`, told apart from strings of the tree."""

    __slots__ = ()


def _written(tree: Tree) -> str:
    out: list[str] = []
    stack: list[Any] = [tree]
    while stack:
        node = stack.pop()
        if type(node) is _Mark:
            out.append(node)
        elif type(node) is list:
            stack.append(_Mark("]"))
            for place in range(len(node) - 1, -1, -1):
                stack.append(node[place])
                if place:
                    stack.append(_Mark(","))
            out.append("[")
        elif type(node) is dict:
            stack.append(_Mark("}"))
            for place, (name, value) in reversed(list(enumerate(node.items()))):
                stack.append(value)
                stack.append(_Mark(("," if place else "") + encode_basestring_ascii(name) + ":"))
            out.append("{")
        else:
            out.append(json.dumps(node))
    return "".join(out)


_PART = re.compile(r'[\[\]{},:]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\[\]{},:"\s]+|\S')


def _parsed(text: str) -> Tree:
    top: list[Any] = []
    stack: list[list[Any]] = [top]
    closers: list[str] = []
    for match in _PART.finditer(text):
        part = match.group()
        if part in "[{":
            stack.append([])
            closers.append("]" if part == "[" else "}")
        elif part in "]}":
            if not closers or closers.pop() != part:
                msg = f"unbalanced brackets at {match.start()}"
                raise ValueError(msg)
            items = stack.pop()
            stack[-1].append(items if part == "]" else dict(zip(items[::2], items[1::2])))
        elif part not in ",:":
            stack[-1].append(json.loads(part))
    if closers or len(top) != 1:
        msg = "not one JSON value"
        raise ValueError(msg)
    return top[0]
