"""Whether code, or what it calls in its module, may change a thing that answers depend on."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from functools import lru_cache

from burner.rules import library, scope
from burner.rules.effects import callee, reading
from burner.rules.known import CHANGING_METHODS, PURE_BUILTINS, PURE_METHODS
from burner.rules.purity import root
from burner.rules.view import FunctionView


def writes_attribute(
    view: FunctionView, nodes: ast.AST | Iterable[ast.AST], attribute: str, seen: frozenset[str] = frozenset()
) -> bool:
    """Return whether code, or what it calls in this module, may replace or change `x.attribute` of any object."""
    nodes = [nodes] if isinstance(nodes, ast.AST) else list(nodes)
    names = _aliases_of(nodes, lambda n: isinstance(n, ast.Attribute) and n.attr == attribute)
    for node in scope.walk(nodes):
        if isinstance(node, ast.Attribute) and node.attr == attribute and isinstance(node.ctx, (ast.Store, ast.Del)):
            return True
        changed = _changed_part(node)
        if changed is not None and (_through(changed, attribute) or root(_base(changed)) in names):
            return True
        other = callee(view, node) if isinstance(node, ast.Call) else None
        if other is None or other.qualname in seen:
            continue
        if writes_attribute(other, other.node.body, attribute, seen | {other.qualname}):
            return True
    return False


@lru_cache(maxsize=256)
def changed_in(view: FunctionView, name: str, since: ast.stmt | None = None) -> bool:
    """Return whether the object behind a local name, or anything reached from it, may be changed in the function.

    With `since` only that statement and those after it in its block are looked at.
    """
    names = {name} | _aliases_of(view.node.body, lambda n: isinstance(n, ast.Name) and n.id == name)
    taken = [n for n in scope.walk(view.node.body) if isinstance(n, ast.Attribute) and n.attr in CHANGING_METHODS]
    if any(root(n.value) in names and not _is_called(view, n) for n in taken):
        return True  # `add = known.add`, which may be called anywhere
    inner = [n for n in scope.walk(view.node.body) if isinstance(n, (ast.FunctionDef, ast.Lambda))]
    for node in scope.walk(view.node.body if since is None else [since, *view.after(since), *inner]):
        changed = _changed_part(node)
        if changed is not None and root(_base(changed)) in names:
            return True
        if isinstance(node, ast.Call):
            given = [*node.args, *(k.value for k in node.keywords)]
            hit = [a for a in given if root(a.value if isinstance(a, ast.Starred) else a) in names]
            if hit and _may_change_arguments(view, node):
                return True
    return False


def _is_called(view: FunctionView, method: ast.Attribute) -> bool:
    above = view.parents.get(method)
    return isinstance(above, ast.Call) and above.func is method


def _may_change_arguments(view: FunctionView, call: ast.Call) -> bool:
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr in CHANGING_METHODS:
        return False
    if isinstance(function, ast.Name) and view.builtin(function, *PURE_BUILTINS, "print"):
        return False
    if library.known(view, call) is not None:
        return False
    array_function = library.dotted(view, function) or ""
    if array_function.startswith("numpy.") and array_function.rpartition(".")[2] not in _CHANGING_ARRAYS:
        return False
    if isinstance(function, ast.Attribute) and function.attr in PURE_METHODS:
        return False
    other = callee(view, call) or (view.nested(function.id) if isinstance(function, ast.Name) else None)
    return other is None or reading(other, allow_yield=True) is None


_CHANGING_ARRAYS = frozenset(
    {"put", "place", "copyto", "putmask", "fill_diagonal", "shuffle", "put_along_axis", "apply_along_axis"}
)


def _changed_part(node: ast.AST) -> ast.AST | None:
    """Return the container that a node changes, if it changes one."""
    if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, (ast.Store, ast.Del)):
        return node.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING_METHODS:
        return node.func.value
    if isinstance(node, ast.AugAssign) and not isinstance(node.value, ast.Constant):
        return node.target
    return None


def _base(node: ast.AST) -> ast.AST:
    while True:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            node = node.func.value
        elif isinstance(node, (ast.Attribute, ast.Subscript)):
            node = node.value
        else:
            return node


def _through(node: ast.AST, attribute: str) -> bool:
    while True:
        if isinstance(node, ast.Attribute):
            if node.attr == attribute:
                return True
            node = node.value
        elif isinstance(node, ast.Subscript):
            node = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            node = node.func.value
        else:
            return False


def _aliases_of(nodes: Iterable[ast.AST], is_it: Callable[[ast.AST], bool]) -> set[str]:
    """Return the names that may be bound to (a part of) a thing by assignments and loops."""
    names: set[str] = set()
    pairs: list[tuple[set[str], ast.AST]] = []
    for node in scope.walk(nodes):
        if isinstance(node, ast.Assign):
            pairs += [(scope.bound(t), node.value) for t in node.targets]
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
            pairs.append((scope.bound(node.target), node.value))
        elif isinstance(node, (ast.For, ast.comprehension)):
            pairs.append(
                (
                    scope.bound(node.target) | {n.id for n in scope.walk(node.target) if isinstance(n, ast.Name)},
                    node.iter,
                )
            )
    growing = True
    while growing:
        growing = False
        for targets, value in pairs:
            if targets <= names:
                continue
            if any(_is_part(p, is_it, names) for p in _passed_on(value)):
                names |= targets
                growing = True
    return names


def _passed_on(value: ast.AST) -> list[ast.AST]:
    """Return the expressions whose object (or parts) an expression may hand on."""
    if isinstance(value, (ast.IfExp,)):
        return [*_passed_on(value.body), *_passed_on(value.orelse)]
    if isinstance(value, ast.BoolOp):
        return [p for v in value.values for p in _passed_on(v)]
    if isinstance(value, (ast.Tuple, ast.List, ast.Set)):
        return [p for v in value.elts for p in _passed_on(v)]
    if isinstance(value, ast.Dict):
        return [p for v in value.values for p in _passed_on(v)]
    if isinstance(value, ast.Call):
        if isinstance(value.func, ast.Attribute) and value.func.attr in {"items", "values", "get", "setdefault", "pop"}:
            return _passed_on(value.func.value)
        if isinstance(value.func, ast.Name) and value.func.id in {
            "enumerate",
            "zip",
            "reversed",
            "sorted",
            "list",
            "next",
            "iter",
            "min",
            "max",
        }:
            return [p for v in value.args for p in _passed_on(v)]
        return []
    return [value] if isinstance(value, (ast.Name, ast.Attribute, ast.Subscript)) else []


def _is_part(node: ast.AST, is_it: Callable[[ast.AST], bool], names: set[str]) -> bool:
    while True:
        if is_it(node) or (isinstance(node, ast.Name) and node.id in names):
            return True
        if not isinstance(node, (ast.Attribute, ast.Subscript)):
            return False
        node = node.value
