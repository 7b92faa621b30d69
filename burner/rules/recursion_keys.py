"""What tells one level of a recursion from another: the keys of its dictionary of answers."""

from __future__ import annotations

import ast

from burner.policy.protocol import Brief
from burner.rules import effects, kinds, scope, type_names
from burner.rules.recursive import Recursion, same_name, slots_of
from burner.rules.view import FunctionView, starred


def keys_of(found: Recursion, brief: Brief, across: bool) -> list[str] | None:
    """Return the parts of the key; None if what varies can't be one."""
    known = kinds.Kinds(found.view, brief)
    parts: list[str] = []
    for name in found.varying:
        if name in found.unkeyed:
            continue
        part = _key(found, brief, known, name, across)
        if part is None:
            return None
        parts.append(part)
    return parts


def _key(found: Recursion, brief: Brief, known: kinds.Kinds, name: str, across: bool) -> str | None:
    view = found.view
    given = [dict(slots_of(view, c) or ()).get(name) for c in found.calls]
    stored = any(isinstance(n.ctx, ast.Store) for n in view.uses(name))
    if not across and not stored and _cuts(given, name):
        return f"len({name})"
    kind = known.parameters.get(name) or _kind_at_callers(view, brief, name)
    if type_names.hashable(kind):
        return name
    head = type_names.head(kind)
    if head == "list" or (kind is None and any(_is_list(view, g) for g in given)):
        inner = type_names.element(kind)
        if type_names.head(inner) == "list":
            return f"tuple(map(tuple, {name}))"
        return None if type_names.changeable(inner) else f"tuple({name})"
    if head == "set" or (kind is None and any(_is_set(g, name) for g in given)):
        return f"frozenset({name})"
    if head == "dict":
        inside = type_names.parts(kind)
        return f"tuple({name}.items())" if not inside or type_names.hashable(inside[1]) else None
    if type_names.changeable(kind):
        return None
    if kind is None and any(_puts_together(g) for g in given):
        return f"tuple({name})"
    return name


def _cuts(given: list[ast.expr | None], name: str) -> bool:
    """Return whether a level hands on the same sequence or its rest: then the length says which part it is."""
    rests = fronts = 0
    for node in given:
        if same_name(node, name):
            continue
        if not (isinstance(node, ast.Subscript) and same_name(node.value, name) and isinstance(node.slice, ast.Slice)):
            return False
        if node.slice.step is not None or (node.slice.lower is None) == (node.slice.upper is None):
            return False
        rests += node.slice.upper is None
        fronts += node.slice.lower is None
    return (rests > 0) != (fronts > 0)


def _is_list(view: FunctionView, node: ast.expr | None) -> bool:
    if isinstance(node, (ast.List, ast.ListComp)):
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _is_list(view, node.left) or _is_list(view, node.right)
    return view.call(node, "sorted", "list") is not None


def _is_set(node: ast.expr | None, name: str) -> bool:
    if isinstance(node, (ast.Set, ast.SetComp)):
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Sub, ast.BitOr)):
        return _is_set(node.right, name) or _is_set(node.left, name)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "set"


def _puts_together(node: ast.expr | None) -> bool:
    """Return whether a sequence is made from slices."""
    if isinstance(node, ast.BinOp):
        return _puts_together(node.left) or _puts_together(node.right)
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)


def _kind_at_callers(view: FunctionView, brief: Brief, name: str) -> ast.expr | None:
    """Return the type that the calls from elsewhere in the module seem to pass."""
    found: list[ast.expr | None] = []
    for statement in scope.walk(view.tree):
        if not isinstance(statement, ast.FunctionDef) or statement is view.node:
            continue
        owner = view.parents.get(statement)
        other = view.other(f"{owner.name}.{statement.name}" if isinstance(owner, ast.ClassDef) else statement.name)
        if other is None or other.node.lineno != statement.lineno:
            continue
        inner = kinds.Kinds(other, brief)
        for call in other.nodes():
            if isinstance(call, ast.Call) and not starred(call):
                target = effects.callee(other, call)
                if target is not None and target.qualname == view.qualname:
                    found += [inner.of(node) for slot, node in slots_of(view, call) or () if slot == name]
    first = found[0] if found else None
    return (
        first
        if first is not None and all(k is not None and type_names.head(k) == type_names.head(first) for k in found)
        else None
    )
