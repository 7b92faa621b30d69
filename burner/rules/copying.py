"""Copies that cost more than they need to: deep copies of plain data, copies nobody changes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial

from burner.policy.protocol import Brief
from burner.rules import keeping, kinds, library, sharing, type_names
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, atom, render
from burner.rules.making import helper, made
from burner.rules.view import FunctionView, starred

KNOWN_SHAPE = Card(
    id="BRN841",
    name="deepcopy-of-known-shape",
    family="copying",
    summary="copy lists and dictionaries of unchangeable values level by level instead of by deepcopy",
    condition="the shape is known, its leaves can't be changed, and no part occurs twice in it",
    example_before="""\
import copy


def f(size, rounds):
    cells = [[0] * size for _ in range(size)]
    seen = []
    for r in range(rounds):
        before = copy.deepcopy(cells)
        cells[r % size][0] += 1
        seen.append(before)
    return seen
""",
    example_after="""\
import copy


def f(size, rounds):
    cells = [[0] * size for _ in range(size)]
    seen = []
    for r in range(rounds):
        before = [item.copy() for item in cells]
        cells[r % size][0] += 1
        seen.append(before)
    return seen
""",
    refuses=(
        """\
import copy


def f(thing):
    return copy.deepcopy(thing)
""",
        """\
import copy


def f(rows, memo):
    rows = [[0]]
    return copy.deepcopy(rows, memo)
""",
        """\
import copy


def f(make):
    rows = [make() for _ in range(3)]
    return copy.deepcopy(rows)
""",
    ),
)

PLAIN_DATA = Card(
    id="BRN842",
    name="deepcopy-of-plain-data",
    family="copying",
    summary="copy nested lists and dictionaries directly, and leave everything else to deepcopy",
    condition="always: what occurs twice stays one, and anything but plain data goes to deepcopy",
    example_before="""\
import copy


def f(records):
    return [copy.deepcopy(record) for record in records]
""",
    example_after="""\
import copy


def f(records):
    return [_plain_copy(record, {}) for record in records]


def _plain_copy(value, copies):
    # Plain values, lists and dictionaries are copied here, anything else by deepcopy; what occurs twice stays one.
    kind = type(value)
    if kind is str or kind is int or kind is float or kind is bool or value is None:
        return value
    if id(value) in copies:
        return copies[id(value)]
    if kind is dict:
        made = copies[id(value)] = {}
        for key, item in value.items():
            made[_plain_copy(key, copies)] = _plain_copy(item, copies)
        return made
    if kind is list:
        made = copies[id(value)] = []
        for item in value:
            made.append(_plain_copy(item, copies))
        return made
    return copy.deepcopy(value, copies)
""",
    refuses=(
        """\
import copy


def f(record, memo):
    return copy.deepcopy(record, memo)
""",
        """\
import copy


def f(record):
    return copy.copy(record)
""",
        """\
def deepcopy(value):
    return value


def f(record):
    return deepcopy(record)
""",
    ),
)

NEEDLESS_COPY = Card(
    id="BRN843",
    name="copy-that-is-only-read",
    family="copying",
    summary="read the original instead of a copy of it",
    condition="neither the copy nor the original is changed while the function runs",
    example_before="""\
import copy


def f(table, keys):
    total = 0
    for key in keys:
        own = copy.deepcopy(table)
        total += own[key]
    return total
""",
    example_after="""\
import copy


def f(table, keys):
    total = 0
    for key in keys:
        own = table
        total += own[key]
    return total
""",
    refuses=(
        """\
import copy


def f(table, keys):
    found = []
    for key in keys:
        own = copy.deepcopy(table)
        own[key] = 1
        found.append(own)
    return found
""",
        """\
import copy


def f(table, keys):
    before = copy.deepcopy(table)
    for key in keys:
        table[key] = 0
    return before[keys[0]]
""",
        """\
import copy


def f(table):
    return copy.deepcopy(table)
""",
    ),
)


JSON_KINDS = frozenset({"str", "int", "bool", "None", "float"})


def known_shape(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Copy by shape where the shape is known, instead of deepcopy or a round trip through JSON."""
    known = kinds.Kinds(view, brief)
    for node in view.nodes():
        by_json = _json_round_trip(view, node)
        source = by_json or _deep_copied(view, node)
        if source is None:
            continue
        kind = known.of(source)
        if by_json is not None and not _json_shape(kind):
            continue
        text = _copy_text(view, kind, atom(view, source), 0, apart=by_json is not None)
        if text is not None and isinstance(node, ast.expr):
            yield from _replaced(view, node, text, "a copy by shape instead of a deep copy")


def plain_data(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Copy by a helper that knows plain data."""
    calls = [(n, s) for n in view.nodes() if isinstance(n, ast.Call) and (s := _deep_copied(view, n)) is not None]
    if not calls:
        return
    deep = render(view, calls[0][0].func)
    name, functions = helper(view, "_plain_copy", partial(_helper, deep=deep))
    edits = Edits(view)
    for call, source in calls:
        edits.replace(call, f"{name}({render(view, source)}, {{}})")
    yield from made(view, edits, "plain data is copied without deepcopy", calls[0][0].lineno, (), functions)


def needless_copy(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Read the original where neither it nor its copy is changed."""
    for node in view.nodes():
        if not isinstance(node, ast.Call):
            continue
        shallow = library.dotted(view, node.func) == "copy.copy" and len(node.args) == 1 and not starred(node)
        source = node.args[0] if shallow else _deep_copied(view, node)
        if source is not None and keeping.settled(view, source) and sharing.only_read(view, node):
            yield from _replaced(view, node, atom(view, source), "the copy is only read")


def _deep_copied(view: FunctionView, node: ast.AST) -> ast.expr | None:
    if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords and not starred(node):
        return node.args[0] if library.dotted(view, node.func) == "copy.deepcopy" else None
    return None


def _json_round_trip(view: FunctionView, node: ast.AST) -> ast.expr | None:
    if (
        not isinstance(node, ast.Call)
        or library.dotted(view, node.func) != "json.loads"
        or len(node.args) != 1
        or node.keywords
    ):
        return None
    inner = node.args[0]
    if not isinstance(inner, ast.Call) or library.dotted(view, inner.func) != "json.dumps" or inner.keywords:
        return None
    return inner.args[0] if len(inner.args) == 1 and not starred(inner) else None


def _json_shape(kind: ast.expr | None) -> bool:
    """Return whether a type comes back from JSON as it went: lists, dictionaries with text keys, plain leaves."""
    alternatives = type_names.members(kind)
    if not alternatives:
        return False
    for member in alternatives:
        inside = type_names.parts(member)
        match type_names.head(member), inside:
            case "list", [item]:
                good = _json_shape(item)
            case "dict", [key, value]:
                good = type_names.head(key) == "str" and _json_shape(value)
            case name, _:
                good = name in JSON_KINDS
        if not good:
            return False
    return True


def _copy_text(view: FunctionView, kind: ast.expr | None, text: str, depth: int, *, apart: bool) -> str | None:
    """Return the expression that copies a value of a known type; None if the type isn't known down to its leaves.

    `apart` is for copies by JSON, in which a part that occurs twice becomes two.
    """
    if type_names.hashable(kind):
        return text
    inside = type_names.parts(kind)
    item = view.fresh(*(("item", "inner", "leaf")[depth:] or ("deep",)))
    match type_names.head(kind), inside:
        case "list", [element]:
            inner = _copy_text(view, element, item, depth + 1, apart=apart)
            return f"{text}.copy()" if inner == item else inner and f"[{inner} for {item} in {text}]"
        case "dict", [key, value]:
            name = view.fresh(*(("key", "inner_key", "leaf_key")[depth:] or ("deep_key",)))
            inner = _copy_text(view, value, item, depth + 1, apart=apart)
            if not type_names.hashable(key) and type_names.head(key) != "Any":
                return None
            if inner == item:
                return f"{text}.copy()"
            # Two keys with one and the same list are ordinary (a default given to both): deepcopy keeps them one.
            return inner and f"{{{name}: {inner} for {name}, {item} in {text}.items()}}" if apart else None
        case "set", [element] if type_names.hashable(element):
            return f"{text}.copy()"
    return None


def _helper(name: str, deep: str) -> str:
    return "\n".join(
        [
            f"def {name}(value, copies):",
            "    # Plain values, lists and dictionaries are copied here, anything else by deepcopy; what occurs twice stays one.",
            "    kind = type(value)",
            "    if kind is str or kind is int or kind is float or kind is bool or value is None:",
            "        return value",
            "    if id(value) in copies:",
            "        return copies[id(value)]",
            "    if kind is dict:",
            "        made = copies[id(value)] = {}",
            "        for key, item in value.items():",
            f"            made[{name}(key, copies)] = {name}(item, copies)",
            "        return made",
            "    if kind is list:",
            "        made = copies[id(value)] = []",
            "        for item in value:",
            f"            made.append({name}(item, copies))",
            "        return made",
            f"    return {deep}(value, copies)",
        ]
    )


def _replaced(view: FunctionView, node: ast.expr, text: str, note: str) -> Iterator[Rewrite]:
    edits = Edits(view)
    edits.replace(node, text)
    yield from made(view, edits, note, node.lineno)


RULES = (
    Rule(NEEDLESS_COPY, needless_copy),
    Rule(KNOWN_SHAPE, known_shape),
    Rule(PLAIN_DATA, plain_data),
)
