"""Copies that cost more than they need to: deep copies of plain data, copies nobody changes, containers rebuilt each round."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.protocol import Brief
from burner.rules import keeping, kinds, library, scope, sharing
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, atom, render
from burner.rules.purity import is_path
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
    condition="no part of the copied value occurs twice in it",
    example_before="""\
import copy


def f(records):
    return [copy.deepcopy(record) for record in records]
""",
    example_after="""\
import copy


def f(records):
    return [_plain_copy(record) for record in records]


def _plain_copy(value):
    # Plain values, lists and dictionaries are copied here, anything else by deepcopy.
    kind = type(value)
    if kind is str or kind is int or kind is float or kind is bool or value is None:
        return value
    if kind is dict:
        return {_plain_copy(key): _plain_copy(item) for key, item in value.items()}
    if kind is list:
        return [_plain_copy(item) for item in value]
    return copy.deepcopy(value)
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

REBUILT = Card(
    id="BRN844",
    name="dictionary-rebuilt-in-loop",
    family="copying",
    summary="change a private dictionary or set in place instead of building a new one in each round",
    condition="the container is made in the function and nobody else holds it when it is rebuilt",
    example_before="""\
def f(pairs):
    best = {}
    for key, value in pairs:
        best = {**best, key: value}
    return best
""",
    example_after="""\
def f(pairs):
    best = {}
    for key, value in pairs:
        best[key] = value
    return best
""",
    refuses=(
        """\
def f(pairs):
    best = {}
    stages = []
    for key, value in pairs:
        best = {**best, key: value}
        stages.append(best)
    return stages
""",
        """\
def f(best, pairs):
    for key, value in pairs:
        best = {**best, key: value}
    return best
""",
        """\
def f(pairs):
    best = {}
    for key, value in pairs:
        old = best
        best = {**best, key: value}
        if len(old) == len(best):
            return old
    return best
""",
    ),
)

SLOT = Card(
    id="BRN845",
    name="list-in-dictionary-rebuilt",
    family="copying",
    summary="append to a list that lies in a private dictionary instead of building a new one each time",
    condition="dictionary and lists are made in the function, and nobody holds a list when it grows",
    example_before="""\
def f(rows):
    groups = {}
    for key, value in rows:
        groups[key] = groups.get(key, []) + [value]
    return groups
""",
    example_after="""\
def f(rows):
    groups = {}
    for key, value in rows:
        groups.setdefault(key, []).append(value)
    return groups
""",
    refuses=(
        """\
def f(rows):
    groups = {}
    stages = []
    for key, value in rows:
        groups[key] = groups.get(key, []) + [value]
        stages.append(groups[key])
    return stages
""",
        """\
def f(groups, rows):
    for key, value in rows:
        groups[key] = groups.get(key, []) + [value]
    return groups
""",
        """\
def f(rows, start):
    groups = {0: start}
    for key, value in rows:
        groups[key] = groups.get(key, []) + [value]
    return groups
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
        text = _copy_text(view, kind, atom(view, source), 0)
        if text is not None:
            yield from _replaced(view, node, text, "a copy by shape instead of a deep copy")


def plain_data(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Copy by a helper that knows plain data."""
    calls = [(n, s) for n in view.nodes() if isinstance(n, ast.Call) and (s := _deep_copied(view, n)) is not None]
    if not calls:
        return
    deep = render(view, calls[0][0].func)
    names = [n.name for n in view.tree.body if isinstance(n, ast.FunctionDef) and n.name.startswith("_plain_copy")]
    existing = [n for n in names if (f := view.function(n)) is not None and view.source(f) == _helper(n, deep)]
    helper = existing[0] if existing else view.fresh("_plain_copy")
    edits = Edits(view)
    for call, source in calls:
        edits.replace(call, f"{helper}({render(view, source)})")
    try:
        text = edits.result()
    except ValueError:
        return
    functions = {view.qualname: text} | ({} if existing else {helper: _helper(helper, deep)})
    yield Rewrite(functions, (), "plain data is copied without deepcopy", calls[0][0].lineno)


def needless_copy(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Read the original where neither it nor its copy is changed."""
    for node in view.nodes():
        if not isinstance(node, ast.Call):
            continue
        shallow = library.dotted(view, node.func) == "copy.copy" and len(node.args) == 1 and not starred(node)
        source = node.args[0] if shallow else _deep_copied(view, node)
        if source is not None and keeping.settled(view, source) and sharing.only_read(view, node):
            yield from _replaced(view, node, atom(view, source), "the copy is only read")


def rebuilt(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Change private containers in place."""
    for node in view.nodes():
        if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(node.targets[0], ast.Name):
            continue
        name = node.targets[0].id
        lines = _in_place(view, name, node.value)
        if lines is None or not keeping.in_loop(view, node) or not _private(view, name, node):
            continue
        edits = Edits(view)
        if lines:
            edits.lines(node, lines)
        elif len(view.block(node)) > 1:
            edits.delete(node)
        else:
            continue
        try:
            yield Rewrite({view.qualname: edits.result()}, (), f"{name} is changed in place", node.lineno)
        except ValueError:
            continue


def slot(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Append to lists in private dictionaries in place."""
    for node in view.nodes():
        match node:
            case ast.Assign(
                targets=[ast.Subscript(value=ast.Name(id=name), slice=key) as target],
                value=ast.BinOp(left=old, op=ast.Add(), right=added),
            ):
                pass
            case _:
                continue
        start = _slot_start(view, old, target)
        if start is None or not is_path(key) or not keeping.in_loop(view, node) or not _private_slots(view, name):
            continue
        gone_through = any(isinstance(a, ast.For) and name in scope.read(a.iter) for a in view.above(node))
        in_try = any(isinstance(a, ast.Try) for a in view.above(node))
        if gone_through or in_try or name in scope.read(added):
            continue
        place = f"{render(view, target)}" if start == "there" else f"{name}.setdefault({render(view, key)}, [])"
        single = isinstance(added, ast.List) and len(added.elts) == 1 and not isinstance(added.elts[0], ast.Starred)
        if single and isinstance(added, ast.List):
            text = f"{place}.append({render(view, added.elts[0])})"
        elif isinstance(added, (ast.List, ast.ListComp)):
            text = f"{place}.extend({render(view, added)})"
        else:
            continue
        yield from _replaced(view, node, text, f"lists in {name} grow in place")


def _slot_start(view: FunctionView, old: ast.expr, target: ast.Subscript) -> str | None:
    """Return "there" for `d[k] + ...`, "new" for `d.get(k, []) + ...`."""
    if scope.same(old, target):
        return "there"
    match old:
        case ast.Call(func=ast.Attribute(value=holder, attr="get"), args=[key, ast.List(elts=[])], keywords=[]):
            return "new" if scope.same(holder, target.value) and scope.same(key, target.slice) else None
    return None


def _private_slots(view: FunctionView, name: str) -> bool:
    """Return whether a dictionary and all lists in it are made in the function, and the lists are only looked at."""
    if name in view.parameters or name in view.outer_names or name in view.captured or view.lazy:
        return False
    for node in view.uses(name):
        above = view.parents[node]
        if isinstance(node.ctx, ast.Store):
            value = above.value if isinstance(above, (ast.Assign, ast.AnnAssign)) else None
            empty = isinstance(value, ast.Dict) and not value.keys
            if not empty and not (view.call(value, "dict") and isinstance(value, ast.Call) and not value.args):
                return False
        elif isinstance(above, ast.Subscript) and isinstance(above.ctx, ast.Store):
            holder = view.parents[above]
            if not isinstance(holder, ast.Assign) or not isinstance(holder.value, (ast.List, ast.ListComp, ast.BinOp)):
                return False
        elif isinstance(above, ast.Return):
            continue
        elif not _slot_read(view, node, above):
            return False
    return True


def _slot_read(view: FunctionView, node: ast.Name, above: ast.AST) -> bool:
    if isinstance(above, ast.Compare):
        return above.left is not node
    read: ast.AST = above
    if isinstance(above, ast.Attribute):
        read = view.parents[above]
        if above.attr not in {"get", "values", "items", "keys"} or not isinstance(read, ast.Call):
            return False
    if isinstance(view.parents.get(read), (ast.Assign, ast.NamedExpr)) or not isinstance(read, ast.expr):
        return isinstance(read, ast.For) or isinstance(above, ast.For)
    return sharing.only_read(view, read) or isinstance(view.parents[read], (ast.For, ast.comprehension))


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
    alternatives = kinds.members(kind)
    if not alternatives:
        return False
    for member in alternatives:
        inside = kinds.parts(member)
        match kinds.head(member), inside:
            case "list", [item]:
                good = _json_shape(item)
            case "dict", [key, value]:
                good = kinds.head(key) == "str" and _json_shape(value)
            case name, _:
                good = name in JSON_KINDS
        if not good:
            return False
    return True


def _copy_text(view: FunctionView, kind: ast.expr | None, text: str, depth: int) -> str | None:
    """Return the expression that copies a value of a known type; None if the type isn't known down to its leaves."""
    if kinds.hashable(kind):
        return text
    inside = kinds.parts(kind)
    item = view.fresh(*(("item", "inner", "leaf")[depth:] or ("deep",)))
    match kinds.head(kind), inside:
        case "list", [element]:
            inner = _copy_text(view, element, item, depth + 1)
            return f"{text}.copy()" if inner == item else inner and f"[{inner} for {item} in {text}]"
        case "dict", [key, value]:
            name = view.fresh(*(("key", "inner_key", "leaf_key")[depth:] or ("deep_key",)))
            inner = _copy_text(view, value, item, depth + 1)
            if not kinds.hashable(key) and kinds.head(key) != "Any":
                return None
            return (
                f"{text}.copy()"
                if inner == item
                else inner and f"{{{name}: {inner} for {name}, {item} in {text}.items()}}"
            )
        case "set", [element] if kinds.hashable(element):
            return f"{text}.copy()"
        case "dict" | "list", []:
            return f"{text}.copy()" if depth else None
    return None


def _helper(name: str, deep: str) -> str:
    return "\n".join(
        [
            f"def {name}(value):",
            "    # Plain values, lists and dictionaries are copied here, anything else by deepcopy.",
            "    kind = type(value)",
            "    if kind is str or kind is int or kind is float or kind is bool or value is None:",
            "        return value",
            "    if kind is dict:",
            f"        return {{{name}(key): {name}(item) for key, item in value.items()}}",
            "    if kind is list:",
            f"        return [{name}(item) for item in value]",
            f"    return {deep}(value)",
        ]
    )


def _replaced(view: FunctionView, node: ast.AST, text: str, note: str) -> Iterator[Rewrite]:
    edits = Edits(view)
    edits.replace(node, text)
    try:
        made = edits.result()
    except ValueError:
        return
    assert isinstance(node, (ast.expr, ast.stmt))
    yield Rewrite({view.qualname: made}, (), note, node.lineno)


def _in_place(view: FunctionView, name: str, value: ast.expr) -> list[str] | None:
    """Return the statements that do in place what `name = value` does; None if `value` is no such rebuilding."""

    def is_it(node: ast.AST | None) -> bool:
        return isinstance(node, ast.Name) and node.id == name

    match value:
        case ast.Dict(keys=[None, *keys], values=[first, *rest]) if is_it(first) and all(k is not None for k in keys):
            pairs = [(k, v) for k, v in zip(keys, rest, strict=True) if k is not None]
            if len(pairs) != 1 and any(name in scope.read(part) for pair in pairs for part in pair):
                return None
            return [f"{name}[{render(view, k)}] = {render(view, v)}" for k, v in pairs]
        case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Dict() | ast.Set() as right) if is_it(left):
            if isinstance(right, ast.Set):
                return [f"{name}.add({render(view, e)})" for e in right.elts] if len(right.elts) == 1 else None
            return [f"{name}.update({render(view, right)})"]
        case ast.Call(func=ast.Name(id="dict" | "list" | "set"), args=[inner], keywords=[]) if is_it(inner):
            return [] if view.call(value, "dict", "list", "set") and _made_as(view, name, value) else None
        case ast.Call(func=ast.Attribute(value=inner, attr="copy"), args=[], keywords=[]) if is_it(inner):
            return []
    return None


def _made_as(view: FunctionView, name: str, value: ast.expr) -> bool:
    """Return whether a name starts as a container of the type that a call copies it to."""
    assert isinstance(value, ast.Call) and isinstance(value.func, ast.Name)
    kind = {"dict": (ast.Dict, ast.DictComp), "list": (ast.List, ast.ListComp), "set": (ast.Set, ast.SetComp)}[
        value.func.id
    ]
    stores = [view.parents[n] for n in view.uses(name) if isinstance(n.ctx, ast.Store)]
    return all(
        isinstance(s, ast.Assign) and (isinstance(s.value, kind) or view.call(s.value, value.func.id) is not None)
        for s in stores
    )


def _private(view: FunctionView, name: str, rebuilding: ast.Assign) -> bool:
    """Return whether a container is made here and nobody keeps it while it is rebuilt."""
    if name in view.parameters or name in view.outer_names or name in view.captured or view.lazy:
        return False
    uses = view.uses(name)
    for node in uses:
        above = view.parents[node]
        if isinstance(node.ctx, ast.Store):
            if above is not rebuilding and not (
                isinstance(above, (ast.Assign, ast.AnnAssign)) and _is_new(view, above.value)
            ):
                return False
        elif rebuilding in list(view.above(node)) or isinstance(above, ast.Return):
            continue
        elif isinstance(above, (ast.For, ast.comprehension)):
            if isinstance(above, ast.For) and rebuilding in set(ast.walk(above)):
                return False
        elif isinstance(above, (ast.Assign, ast.NamedExpr)) or not _looks_only(view, node):
            return False
    return True


def _looks_only(view: FunctionView, node: ast.Name) -> bool:
    above = view.parents[node]
    if isinstance(above, ast.Subscript) and isinstance(above.ctx, (ast.Store, ast.Del)):
        return above.value is node
    if isinstance(above, ast.Attribute) and above.attr in {
        "add",
        "update",
        "setdefault",
        "pop",
        "append",
        "extend",
        "discard",
    }:
        return isinstance(view.parents[above], ast.Call)
    if isinstance(above, ast.Subscript) and above.value is node:
        return True
    return sharing.only_read(view, node)


def _is_new(view: FunctionView, node: ast.expr | None) -> bool:
    new = (ast.Dict, ast.DictComp, ast.Set, ast.SetComp, ast.List, ast.ListComp)
    return isinstance(node, new) or view.call(node, "dict", "set", "list") is not None


RULES = (
    Rule(NEEDLESS_COPY, needless_copy),
    Rule(KNOWN_SHAPE, known_shape),
    Rule(PLAIN_DATA, plain_data),
    Rule(REBUILT, rebuilt),
    Rule(SLOT, slot),
)
