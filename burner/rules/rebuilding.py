"""Private containers are changed in place instead of being built anew in each round of a loop."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.protocol import Brief
from burner.rules import keeping, scope, sharing
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, render
from burner.rules.making import made
from burner.rules.purity import is_path
from burner.rules.view import FunctionView

REBUILT = Card(
    id="BRN844",
    name="dictionary-rebuilt-in-loop",
    family="rebuilding",
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
    family="rebuilding",
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


_LAZY = ("reversed", "enumerate", "zip", "iter", "map", "filter")


def rebuilt(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Change private containers in place."""
    for node in view.nodes():
        if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(node.targets[0], ast.Name):
            continue
        name = node.targets[0].id
        lines = _in_place(view, name, node.value)
        if lines is None or not keeping.in_loop(view, node) or not _private(view, name, node):
            continue
        if any(isinstance(above, ast.Try) for above in view.above(node)):
            continue
        edits = Edits(view)
        if lines:
            edits.lines(node, lines)
        elif len(view.block(node)) > 1:
            edits.delete(node)
        else:
            continue
        yield from made(view, edits, f"{name} is changed in place", node.lineno)


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
        start = _slot_start(old, target)
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
        edits = Edits(view)
        edits.replace(node, text)
        yield from made(view, edits, f"lists in {name} grow in place", node.lineno)


def _slot_start(old: ast.expr, target: ast.Subscript) -> str | None:
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
        elif _returned(view, node):
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
        case ast.Dict(keys=[None, None], values=[first, ast.Name() as more]) if is_it(first) and not is_it(more):
            return [f"{name}.update({render(view, more)})"]
        case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Dict() | ast.Set() as right) if is_it(left):
            if isinstance(right, ast.Set):
                return [f"{name}.add({render(view, e)})" for e in right.elts] if len(right.elts) == 1 else None
            return [f"{name}.update({render(view, right)})"]
        case ast.BinOp(left=left, op=ast.BitOr(), right=right) if is_it(left) and _made_as(view, name, "set"):
            return [f"{name} |= {render(view, right)}"]
        case ast.Call(func=ast.Attribute(value=inner, attr="union"), args=[_, *_] as more, keywords=[]) if is_it(
            inner
        ) and _made_as(view, name, "set"):
            return [f"{name}.update({', '.join(render(view, part) for part in more)})"]
        case ast.Call(func=ast.Name(id="dict" | "list" | "set" as builder), args=[inner], keywords=[]) if is_it(inner):
            return [] if view.call(value, "dict", "list", "set") and _made_as(view, name, builder) else None
        case ast.Call(func=ast.Attribute(value=inner, attr="copy"), args=[], keywords=[]) if is_it(inner):
            return []
    return None


def _made_as(view: FunctionView, name: str, builder: str) -> bool:
    """Return whether a name starts as a container of the type that a call copies it to."""
    made_by = {"dict": (ast.Dict, ast.DictComp), "list": (ast.List, ast.ListComp), "set": (ast.Set, ast.SetComp)}
    kind = made_by[builder]
    stores = [view.parents[n] for n in view.uses(name) if isinstance(n.ctx, ast.Store)]
    return all(
        isinstance(s, ast.Assign)
        and (isinstance(s.value, kind) or view.call(s.value, builder) is not None or _joins(s.value, name))
        for s in stores
    )


def _joins(value: ast.expr, name: str) -> bool:
    """Return whether a value is a container with more in it: `name | more`, `name.union(more)`."""
    match value:
        case ast.BinOp(left=ast.Name(id=left), op=ast.BitOr()):
            return left == name
        case ast.Call(func=ast.Attribute(value=ast.Name(id=left), attr="union")):
            return left == name
    return False


def _private(view: FunctionView, name: str, rebuilding: ast.Assign) -> bool:
    """Return whether a container is made here and nobody keeps it while it is rebuilt."""
    if name in view.parameters or name in view.outer_names or name in view.captured or view.lazy:
        return False
    uses = view.uses(name)
    for node in uses:
        above = view.parents[node]
        if isinstance(node.ctx, ast.Store):
            made_here = isinstance(above, (ast.Assign, ast.AnnAssign)) and _is_new(view, above.value)
            if not made_here and not _rebuilds(view, name, view.statement(node)):
                return False
        elif _returned(view, node) or _rebuilds(view, name, view.statement(node)):
            continue
        elif isinstance(above, (ast.For, ast.comprehension)):
            if isinstance(above, ast.For) and rebuilding in set(scope.walk(above)):
                return False
            if isinstance(view.parents[above], ast.GeneratorExp):
                return False  # it may be gone through after the container has changed
        elif (
            isinstance(above, (ast.Assign, ast.NamedExpr))
            or view.call(above, *_LAZY)
            or not _looks_only(view, node, rebuilding)
        ):
            return False
    return True


def _returned(view: FunctionView, node: ast.Name) -> bool:
    """Return whether a use hands a container to the caller, alone or with other results."""
    above = view.parents[node]
    while isinstance(above, (ast.Tuple, ast.List, ast.Dict)):
        above = view.parents[above]
    return isinstance(above, ast.Return)


def _rebuilds(view: FunctionView, name: str, statement: ast.stmt) -> bool:
    """Return whether a statement only replaces a container by a changed copy of it."""
    return (
        isinstance(statement, ast.Assign)
        and scope.bound(statement) == {name}
        and _in_place(view, name, statement.value) is not None
    )


def _looks_only(view: FunctionView, node: ast.Name, rebuilding: ast.Assign) -> bool:
    above = view.parents[node]
    if isinstance(above, ast.Attribute) and above.attr in {"items", "keys", "values"}:
        call = view.parents[above]
        user = view.parents.get(call)
        if isinstance(user, (ast.For, ast.comprehension)):
            return user.iter is call and rebuilding not in set(scope.walk(user))
        return view.call(user, "sorted", "list", "tuple", "set", "sum", "min", "max", "any", "all", "len") is not None
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


RULES = (Rule(REBUILT, rebuilt), Rule(SLOT, slot))
