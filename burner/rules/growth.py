"""The statements that change a list in ways a set beside it can follow.

Reads only; says which statements change a list how, and whether those are all.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from burner.rules import scope
from burner.rules.places import Repeat, alone_on_line, repeats
from burner.rules.purity import is_path
from burner.rules.unchanged import changes
from burner.rules.view import FunctionView


@dataclass(frozen=True)
class Change:
    """One statement that changes a list: `kind` is append, extend, insert, clear, remove, take, rebind or reorder."""

    kind: str
    statement: ast.stmt
    value: ast.expr | None = None
    """What comes in (append, extend, insert, rebind) or the name of what went out (remove, take)."""


def followed(view: FunctionView, path: ast.expr, within: Iterable[ast.AST]) -> list[Change] | None:
    """Return all changes of a list in a piece of code; None where something may change it in another way."""
    within = list(within)
    known = [change for node in scope.walk(within) for change in _change(path, node)]
    rest = list(without(within, {id(c.statement) for c in known}))
    inside = [part for c in known for part in _arguments(c)]
    if changes(view, path, [*rest, *inside]):
        return None
    if not isinstance(path, ast.Name) and any(c.kind == "rebind" for c in known):
        return None
    return known


def _arguments(change: Change) -> list[ast.AST]:
    if change.kind == "take" or change.value is None:
        return []
    return [change.value] if not (change.kind == "rebind" and isinstance(change.value, ast.Name)) else []


def _change(path: ast.expr, node: ast.AST) -> Iterator[Change]:
    dump = scope.plain(path)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        call = node.value
        if isinstance(call.func, ast.Attribute) and scope.plain(call.func.value) == dump and not call.keywords:
            method, args = call.func.attr, call.args
            if any(isinstance(a, ast.Starred) for a in args):
                return
            if method in {"append", "extend", "remove"} and len(args) == 1:
                yield Change(method, node, args[0])
            elif method == "insert" and len(args) == 2:
                yield Change("insert", node, args[1])
            elif method == "clear" and not args:
                yield Change("clear", node)
            elif method in {"reverse", "sort"} and not args:
                yield Change("reorder", node)
        elif isinstance(call.func, ast.Attribute) and scope.plain(call.func.value) == dump and call.func.attr == "sort":
            yield Change("reorder", node)
    elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add) and scope.plain(node.target) == dump:
        value = node.value
        if isinstance(value, ast.List) and len(value.elts) == 1 and not isinstance(value.elts[0], ast.Starred):
            yield Change("append", node, value.elts[0])
        else:
            yield Change("extend", node, value)
    elif isinstance(node, ast.Assign) and len(node.targets) == 1:
        yield from _assignment(dump, node)


def _assignment(dump: str, node: ast.Assign) -> Iterator[Change]:
    target, value = node.targets[0], node.value
    if scope.plain(target) == dump:
        if _same_elements(value, dump):
            yield Change("reorder", node)
        elif isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add) and scope.plain(value.left) == dump:
            right = value.right
            if isinstance(right, ast.List) and len(right.elts) == 1 and not isinstance(right.elts[0], ast.Starred):
                yield Change("append", node, right.elts[0])
            else:
                yield Change("extend", node, right)
        else:
            yield Change("rebind", node, value)
    elif (
        isinstance(target, ast.Name)
        and isinstance(value, ast.Call)
        and isinstance(value.func, ast.Attribute)
        and value.func.attr in {"pop", "popleft"}
        and scope.plain(value.func.value) == dump
        and len(value.args) <= 1
    ):
        yield Change("take", node, target)


def _same_elements(value: ast.expr, dump: str) -> bool:
    if (
        isinstance(value, ast.Call)
        and isinstance(value.func, ast.Name)
        and value.func.id in {"sorted", "list", "deque"}
    ):
        return len(value.args) == 1 and scope.plain(value.args[0]) == dump
    if isinstance(value, ast.Subscript) and isinstance(value.slice, ast.Slice) and scope.plain(value.value) == dump:
        return value.slice.lower is None and value.slice.upper is None
    return False


def without(nodes: Iterable[ast.AST], left_out: set[int]) -> Iterator[ast.AST]:
    """Yield the parts of code without certain statements (by `id`): leaf statements and headers of compound ones."""
    for node in nodes:
        if id(node) in left_out:
            continue
        if isinstance(
            node, (ast.For, ast.While, ast.If, ast.Try, ast.With, ast.ExceptHandler, ast.Match, ast.match_case)
        ):
            if isinstance(node, ast.ExceptHandler) and node.name:
                yield ast.Name(node.name, ast.Store())
            yield from without(ast.iter_child_nodes(node), left_out)
        else:
            yield node


def is_simple(node: ast.expr) -> bool:
    """Return whether an expression can be written twice: names, attributes, constants and tuples of them."""
    if isinstance(node, ast.Tuple):
        return all(is_simple(e) for e in node.elts)
    return isinstance(node, ast.Constant) or is_path(node)


def only_unique(view: FunctionView, path: ast.expr, known: list[Change], first: ast.expr | None) -> bool:
    """Return whether a list never holds a value twice: it starts so, and each append is guarded by `not in`."""
    if first is None or not _starts_unique(view, first):
        return False
    return all(
        c.kind in {"remove", "take", "clear", "reorder"} or (c.kind in {"append", "insert"} and _guarded(view, path, c))
        for c in known
    )


def _starts_unique(view: FunctionView, value: ast.expr) -> bool:
    if isinstance(value, ast.List):
        return len(value.elts) <= 1 and not any(isinstance(e, ast.Starred) for e in value.elts)
    call = view.call(value, "list", "sorted")
    if call is None or len(call.args) != 1:
        return False
    inner = call.args[0]
    if view.call(inner, "set", "frozenset", "range", "dict") is not None:
        return True
    return isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute) and inner.func.attr == "keys"


def _guarded(view: FunctionView, path: ast.expr, change: Change) -> bool:
    child: ast.AST = change.statement
    for above in view.above(change.statement):
        if isinstance(above, ast.If) and any(s is child for s in above.body):
            tests = (
                above.test.values
                if isinstance(above.test, ast.BoolOp) and isinstance(above.test.op, ast.And)
                else [above.test]
            )
            for test in tests:
                if (
                    isinstance(test, ast.Compare)
                    and isinstance(test.ops[0], ast.NotIn)
                    and len(test.ops) == 1
                    and scope.same(test.left, change.value)
                    and scope.same(test.comparators[0], path)
                ):
                    return True
        if isinstance(above, (ast.For, ast.While)):
            return False
        child = above
    return False


def grows(view: FunctionView, path: ast.expr, node: ast.AST) -> tuple[Repeat, list[ast.stmt]] | None:
    """Return the outermost loop around a node in which a list only grows by single elements, and where it does."""
    best = None
    for repeat in repeats(view, node):
        known = followed(view, path, repeat.within)
        if known is None or not all(change.kind == "append" for change in known):
            break
        if known and all(alone_on_line(view, change.statement) for change in known):
            best = repeat, [change.statement for change in known]
    return best
