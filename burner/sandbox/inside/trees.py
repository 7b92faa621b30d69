"""Trees, the wire format of values: what may be said of one without knowing the value. See docs/equality.md.

A tree is None, a bool, an int, a finite float, a str, or a list whose first item is a tag.
"""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring_ascii
from typing import Any, List, NamedTuple, Optional

Tree = Any

_NUMBERED = frozenset(["l", "d", "s", "ba", "dq", "c2", "o", "np", "rng", "it", "pd"])
NUMBERED_VALUES = frozenset(["array.array", "io.StringIO", "io.BytesIO"])
"""Those `["x", name, ...]` that can change, and so count for references."""


class Limits(NamedTuple):
    """How much of a value is taken: nesting, nodes in all, and items drawn from one iterator (0 leaves them alone)."""

    depth: int = 10_000
    nodes: int = 2_000_000
    iterator_items: int = 10_000


class Unencodable(Exception):  # noqa: N818 - it says what is the matter with the value
    """The value is larger or deeper than the limits."""


class Undecodable(Exception):  # noqa: N818
    """The tree is opaque, damaged, or names something that can't be found."""


def numbered(node: Tree) -> bool:
    """Whether this node counts for `["r", n]`: n is its place among such nodes, in the order of the tree's text."""
    if type(node) is not list or not node:
        return False
    if node[0] == "o":
        return not node[2].get("frozen")
    return node[0] in _NUMBERED or (node[0] == "x" and node[1] in NUMBERED_VALUES)


def unbuildable(tree: Tree) -> Optional[str]:
    """Why `decode` would refuse a tree, as far as it shows: an opaque or local thing; None if nothing shows."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if type(node) is dict:
            stack.extend(node.values())
        elif type(node) is list and node:
            if node[0] == "?" and len(node) == 3:
                return "{}: {}".format(node[1], node[2])
            if node[0] in ("o", "en", "ex") and len(node) > 1 and type(node[1]) is str and "<locals>" in node[1]:
                return "{}: a local class".format(node[1])
            stack.extend(node)
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


def _written(tree: Tree) -> str:
    out: List[str] = []
    stack: List[Any] = [tree]
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


_TOKEN = re.compile(r'[\[\]{},:]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\[\]{},:"\s]+|\S')


def _parsed(text: str) -> Tree:
    top: List[Any] = []
    stack: List[List[Any]] = [top]
    closers: List[str] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in "[{":
            stack.append([])
            closers.append("]" if token == "[" else "}")
        elif token in "]}":
            if not closers or closers.pop() != token:
                raise ValueError("unbalanced brackets at {}".format(match.start()))
            items = stack.pop()
            stack[-1].append(items if token == "]" else dict(zip(items[::2], items[1::2])))
        elif token not in ",:":
            stack[-1].append(json.loads(token))
    if closers or len(top) != 1:
        raise ValueError("not one JSON value")
    return top[0]
