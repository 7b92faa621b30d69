"""What rules ask about an expression that may be a list, and what they call what they build of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.shapes import assigned, kind_of
from burner.rules.view import FunctionView

SMALL = 8
"""Constant lists shorter than this are left alone: searching them costs no more than hashing."""


def short_name(path: ast.AST) -> str:
    """Return the word that best names an expression: the last attribute, key or name in it."""
    if isinstance(path, ast.Attribute):
        return path.attr.lstrip("_")
    if isinstance(path, ast.Name):
        return path.id.lstrip("_").lower() if path.id.isupper() else path.id.lstrip("_") or path.id
    if isinstance(path, ast.Subscript):
        key = path.slice
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value.isidentifier():
            return key.value
        return short_name(path.value)
    if isinstance(path, ast.Call):
        if path.args and isinstance(path.func, ast.Name):
            return short_name(path.args[0])
        return short_name(path.func.value) if isinstance(path.func, ast.Attribute) else short_name(path.func)
    return "values"


def membership_tests(view: FunctionView) -> Iterator[ast.Compare]:
    """Yield the comparisons by `in` and `not in` of a function."""
    for node in scope.walk(view.node.body):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], (ast.In, ast.NotIn)):
            yield node


def may_be_list(view: FunctionView, brief: Brief, node: ast.expr) -> bool:
    """Return whether an expression may be a long list: no evidence for another kind or for elements without a hash."""
    if kind_of(view, brief, node) not in {None, "list", "tuple", "deque"}:
        return False
    own = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == view.self_name
    if (
        own
        and isinstance(node, ast.Attribute)
        and view.owner is not None
        and _short_constant(view.owner.body, node.attr)
    ):
        return False
    if _asked_with_default(view, node) or _may_be_none(view, node):
        return False
    if isinstance(node, ast.Name):
        if node.id not in view.locals and _short_constant(view.tree.body, node.id):
            return False
        text = brief.types.get(node.id, "") if view.qualname == brief.qualname else ""
        if text.startswith(("list[list", "list[dict", "list[set", "tuple[list", "tuple[dict")):
            return False
    return True


def _asked_with_default(view: FunctionView, node: ast.expr) -> bool:
    """Return whether the function calls `get` of an expression, as of a dictionary."""
    return any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "get"
        and scope.same(call.func.value, node)
        for call in view.everything()
    )


def _may_be_none(view: FunctionView, node: ast.expr) -> bool:
    """Return whether a name was given `... if ... else None`, which a loop that does not run never looks at."""
    values = assigned(view, node.id)[0] if isinstance(node, ast.Name) and node.id in view.locals else []
    return any(
        isinstance(v, ast.IfExp) and isinstance(v.orelse, ast.Constant) and v.orelse.value is None for v in values
    )


def _short_constant(body: list[ast.stmt], name: str) -> bool:
    """Return whether a module or class gives a name a short list or tuple."""
    for statement in body:
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and name in scope.bound(statement):
            value = statement.value
            if isinstance(value, (ast.List, ast.Tuple)) and len(value.elts) < SMALL:
                return True
    return False


def unhashable(node: ast.expr) -> bool:
    """Return whether an expression makes what no set or dictionary can hold as a key."""
    return isinstance(node, (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp))


def first_value(view: FunctionView, path: ast.expr, statement: ast.stmt) -> ast.expr | None:
    """Return what the path was bound to just before a statement, in the same block and untouched since."""
    for earlier in view.before(statement):
        if isinstance(earlier, ast.Assign) and len(earlier.targets) == 1 and scope.same(earlier.targets[0], path):
            return earlier.value
        if isinstance(earlier, ast.AnnAssign) and scope.same(earlier.target, path):
            return earlier.value
        if scope.mentioned(earlier) & {n.id for n in scope.walk(path) if isinstance(n, ast.Name)}:
            return None
    return None


def followed_append(statement: ast.stmt) -> tuple[ast.expr, ast.expr] | None:
    """Return the list and the element of a statement `xs.append(x)`."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        call = statement.value
        if (
            isinstance(call.func, ast.Attribute)
            and call.func.attr == "append"
            and len(call.args) == 1
            and not call.keywords
        ) and not isinstance(call.args[0], ast.Starred):
            return call.func.value, call.args[0]
    return None
