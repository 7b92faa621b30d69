"""Trees as text that reads like Python: for counter-examples, never for comparing."""

from __future__ import annotations

import re
from typing import Any

Tree = Any

DIGITS = 60
_ITEMS = {"l": "[{}]", "t": "({})", "s": "{{{}}}", "fs": "frozenset({{{}}})", "dq": "deque([{}])"}
_MALFORMED = (LookupError, TypeError, ValueError, AttributeError)


def show(tree: Tree, limit: int = 160) -> str:
    """A tree as readable text of at most `limit` characters; never fails, whatever the tree is."""
    text = _text(tree, [limit])
    return text if len(text) <= limit else text[: limit - 3] + "..."


def _text(tree: Tree, room: list[int]) -> str:
    """`room` is what may still be written: it runs out before a deep tree can exhaust the stack."""
    room[0] -= 3
    if room[0] <= 0:
        return "..."
    try:
        text = _node(tree, room) if type(tree) is list else _atom(tree, room)
    except _MALFORMED:
        text = "<a malformed value>"
    return text


def _atom(value: Any, room: list[int]) -> str:
    if type(value) is str and len(value) > room[0]:
        value = value[: max(room[0], 0) + 3]
    if isinstance(value, dict):
        raise TypeError
    text = repr(value)
    room[0] -= len(text)
    return text


def _node(tree: list[Any], room: list[int]) -> str:
    tag = tree[0]
    if tag in _ITEMS:
        if tag == "s" and not tree[1]:
            return "set()"
        inner = _joined(tree[1], room)
        return _ITEMS[tag].format(inner + ("," if tag == "t" and len(tree[1]) == 1 else ""))
    if tag == "d":
        return f"{{{_pairs(tree[1], room)}}}"
    if tag == "c2":
        first = f"{_text(tree[3], room)}, " if tree[1].endswith("defaultdict") else ""
        return f"{_name(tree[1])}({first}{{{_pairs(tree[2], room)}}})"
    if tag == "o":
        return _instance(tree, room)
    if tag == "it":
        return f"<{tree[1]} of {_joined(tree[2], room)}{', ...' if tree[3] is True else ''}>"
    if tag == "ex":
        return f"{_name(tree[1])}({_joined(tree[2][1], room)})" if tree[2][1] else f"{_name(tree[1])}({tree[3]})"
    if tag == "x" and tree[1] == "types.FunctionType":
        return f"<function {tree[2][1]}>"
    if tag == "x":
        room[0] -= len(tree[1])
        return f"{tree[1].removeprefix('builtins.')}({_joined(tree[2], room)})"
    return _leaf(tree, room)


def _leaf(tree: list[Any], room: list[int]) -> str:  # noqa: PLR0911 - one line per kind of leaf
    match tree:
        case ["b" | "ba" as tag, str(digits)]:
            data = bytes.fromhex(digits[: 2 * max(room[0], 0)])
            return _atom(data if tag == "b" else bytearray(data), room)
        case ["i", str(digits)]:
            return str(int(digits, 16)) if len(digits) <= DIGITS else f"<an int of about {4 * len(digits)} bits>"
        case ["f", str(name)]:
            return name
        case ["c", real, imaginary]:
            return f"complex({_text(real, room)}, {_text(imaginary, room)})"
        case ["r", int(index)]:
            return f"<object no. {index} again>"
        case ["en", str(name), member]:
            return f"{_name(name)}.{member}" if type(member) is str else f"{_name(name)}({member})"
        case ["g" | "m", str(name)]:
            return name.rpartition(":")[2]
        case ["np", str(dtype), list(shape), *_]:
            return f"<array {dtype} of shape {tuple(shape)}>"
        case ["ns", str(dtype), _]:
            return f"<scalar {dtype}>"
        case ["pd", str(kind), list(parts)]:
            return f"<{kind} of {_joined(parts, room)}>"
        case ["rng", _]:
            return "<random.Random>"
        case ["?", str(name), str(why)]:
            return f"<{_name(name)}: {why}>"
    raise ValueError(tree[0])


def _instance(tree: list[Any], room: list[int]) -> str:
    _, name, state, base = tree
    room[0] -= len(_name(name))
    parts = [] if base is None else [_text(base, room)]
    for attribute, value in (*state["dict"], *state["slots"]):
        if room[0] <= 0:
            parts.append("...")
            break
        parts.append(f"{attribute}={_text(value, room)}")
    return f"{_name(name)}({', '.join(parts)})"


def _joined(items: list[Any], room: list[int]) -> str:
    shown: list[str] = []
    for item in items:
        if room[0] <= 0:
            shown.append("...")
            break
        shown.append(_text(item, room))
    return ", ".join(shown)


def _pairs(pairs: list[Any], room: list[int]) -> str:
    shown: list[str] = []
    for key, value in pairs:
        if room[0] <= 0:
            shown.append("...")
            break
        shown.append(f"{_text(key, room)}: {_text(value, room)}")
    return ", ".join(shown)


def _name(path: str) -> str:
    return path.rpartition(":")[2].rpartition(">.")[2]


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """Text from the sandbox as it may be shown: control characters, by which it could command a terminal, are spelled out."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
