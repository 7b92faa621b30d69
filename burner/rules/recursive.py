"""What is known of a function that calls itself: what it hands on, what varies, whether it only computes."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import effects, keeping, scope, sharing
from burner.rules.view import FunctionView, starred


@dataclass(frozen=True)
class Recursion:
    """What is known of a function that calls itself."""

    view: FunctionView
    calls: tuple[ast.Call, ...]
    handed_on: tuple[str, ...]
    """Parameters that every level hands on as they are."""
    varying: tuple[str, ...]
    unkeyed: frozenset[str]
    """Varying parameters that only serve to find cycles."""
    attributes: frozenset[str]
    """Attributes of the own object that it reads."""


def recursion_of(view: FunctionView, brief: Brief, *, kept: bool = True) -> Recursion | None:
    """Return what is known of a function that calls itself and only computes; None for any other.

    Where answers are `kept`, also None if an answer never comes again or its readers may change it.
    """
    calls = [n for n in view.everything() if isinstance(n, ast.Call) and _is_own_call(view, n)]
    if not calls or not _plain_function(view) or any(starred(c) for c in calls):
        return None
    mentions = [n for n in view.everything() if _is_own_name(view, n)]
    if len(mentions) != len(calls):
        return None
    slots = [slots_of(view, c) for c in calls]
    if any(s is None for s in slots):
        return None
    passed = [dict(s or ()) for s in slots]
    names = _own_parameters(view)
    stored = {n.id for n in view.everything() if isinstance(n, ast.Name) and isinstance(n.ctx, (ast.Store, ast.Del))}
    handed_on = [n for n in names if n not in stored and all(same_name(p.get(n), n) for p in passed)]
    varying = [n for n in names if n not in handed_on]
    in_try = any(isinstance(a, ast.Try) for c in calls for a in view.above(c))
    trails = frozenset(n for n in varying if not in_try and n not in stored and _is_trail(view, n, passed))
    visiting = frozenset(n for n in handed_on if not in_try and _is_visiting(view, n, calls))
    read = effects.reading(view, mine=visiting)
    if read is None or not set(varying) - trails:
        return None
    if kept and _walks_objects(view, passed, [n for n in varying if n not in trails]):
        return None
    if any(set(varying) - set(p) - _defaulted(view) for p in passed):
        return None
    shared = sharing.gives_shared(view, brief) or all(sharing.only_read(view, c, returned=True) for c in calls)
    if kept and not shared:
        return None
    return Recursion(view, tuple(calls), tuple(handed_on), tuple(varying), trails, frozenset(read.attributes))


def _plain_function(view: FunctionView) -> bool:
    args = view.node.args
    decorators = [d.id if isinstance(d, ast.Name) else "?" for d in view.node.decorator_list]
    if decorators not in ([], ["staticmethod"], ["classmethod"]) or (decorators and view.owner is None):
        return False
    if view.lazy or args.vararg or args.kwarg or view.dynamic:
        return False
    if view.owner is None and not view.is_nested and view.function(view.node.name) is None:
        return False
    return view.owner is None or not effects.overridden(view)


def _is_own_call(view: FunctionView, call: ast.Call) -> bool:
    other = effects.callee(view, call)
    return other is not None and other.qualname == view.qualname


def _is_own_name(view: FunctionView, node: ast.AST) -> bool:
    if view.owner is None:
        return isinstance(node, ast.Name) and node.id == view.node.name
    return isinstance(node, ast.Attribute) and node.attr == view.node.name


def _own_parameters(view: FunctionView) -> list[str]:
    static = any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in view.node.decorator_list)
    return view.parameters if view.owner is None or static else view.parameters[1:]


def slots_of(view: FunctionView, call: ast.Call) -> list[tuple[str, ast.expr]] | None:
    """Return the arguments of a recursive call by parameter; None if there are more than parameters."""
    positional = [a.arg for a in (*view.node.args.posonlyargs, *view.node.args.args)]
    if view.owner is not None and _own_parameters(view) != view.parameters:
        positional = positional[1:]
    if len(call.args) > len(positional):
        return None
    return [*zip(positional, call.args, strict=False), *((k.arg, k.value) for k in call.keywords if k.arg)]


def _defaulted(view: FunctionView) -> set[str]:
    """Return the parameters whose default is a constant."""
    args = view.node.args
    plain = [*args.posonlyargs, *args.args]
    pairs = [*zip(plain[len(plain) - len(args.defaults) :], args.defaults, strict=True)]
    pairs += [(a, d) for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d is not None]
    return {a.arg for a, d in pairs if isinstance(d, ast.Constant)}


def same_name(node: ast.expr | None, name: str) -> bool:
    """Return whether an argument is the plain name of a parameter."""
    return isinstance(node, ast.Name) and node.id == name


def _is_trail(view: FunctionView, name: str, passed: list[dict[str, ast.expr]]) -> bool:
    """Return whether a parameter only finds cycles: tested by `in` before a raise, and handed on grown."""
    growing = {id(n) for p in passed if name in p for n in scope.walk(p[name])}
    tested = False
    for node in view.uses(name):
        if id(node) in growing or any(isinstance(a, ast.Raise) for a in view.above(node)):
            continue
        test = view.parents[node]
        if not (isinstance(test, ast.Compare) and node in test.comparators and isinstance(test.ops[0], ast.In)):
            return False
        if not _guards_raise(view, test):
            return False
        tested = True
    return tested


def _guards_raise(view: FunctionView, test: ast.AST) -> bool:
    above = view.parents[test]
    return isinstance(above, ast.If) and above.test is test and isinstance(above.body[-1], ast.Raise)


def _is_visiting(view: FunctionView, name: str, calls: list[ast.Call]) -> bool:
    """Return whether a collection that every level shares only finds cycles: entered before and left after."""
    entered = left = tested = False
    given = {id(n) for c in calls for a in [*c.args, *(k.value for k in c.keywords)] for n in [a]}
    for node in view.uses(name):
        above = view.parents[node]
        if id(node) in given or any(isinstance(a, ast.Raise) for a in view.above(node)):
            continue
        if isinstance(above, ast.Compare) and node in above.comparators and isinstance(above.ops[0], ast.In):
            if not _guards_raise(view, above):
                return False
            tested = True
        elif isinstance(above, ast.Attribute) and above.attr in {"add", "append"}:
            entered = True
        elif isinstance(above, ast.Attribute) and above.attr in {"remove", "discard", "pop"}:
            left = True
        else:
            return False
    return entered and left and tested


def _walks_objects(view: FunctionView, passed: list[dict[str, ast.expr]], names: list[str]) -> bool:
    """Return whether each level goes into parts of its argument (a tree): no argument comes twice there."""
    inside = {n: _parts_of(view, n) for n in names}
    return all(any(_comes_from(p[n], n, inside[n]) for n in names if n in p) for p in passed)


def _is_part(node: ast.expr) -> bool:
    cut = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)
    return isinstance(node, (ast.Attribute, ast.Subscript)) and not cut


def _parts_of(view: FunctionView, name: str) -> set[str]:
    found: set[str] = set()
    for node in view.everything():
        if isinstance(node, (ast.For, ast.comprehension)) and _holds(node.iter, {name} | found):
            found |= {n.id for n in scope.walk(node.target) if isinstance(n, ast.Name)}
        if isinstance(node, ast.Assign) and _is_part(node.value) and _holds(node.value, {name}):
            found |= scope.bound(node.targets)
    return found


def _holds(node: ast.AST, names: set[str]) -> bool:
    while True:
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr in {"items", "values", "get"}:
                node = node.func.value
            elif (
                isinstance(node.func, ast.Name)
                and node.func.id in {"enumerate", "reversed", "zip", "list"}
                and node.args
            ):
                node = node.args[0]
            else:
                return False
        elif isinstance(node, (ast.Attribute, ast.Subscript)):
            node = node.value
        elif isinstance(node, ast.BoolOp):
            node = node.values[0]
        else:
            return isinstance(node, ast.Name) and node.id in names


def _comes_from(node: ast.expr, name: str, inside: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in inside
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        return False
    return isinstance(node, (ast.Attribute, ast.Subscript)) and _holds(node, {name} | inside)


def branches(found: Recursion) -> bool:
    """Return whether one level may ask for more than one other level."""
    if len(found.calls) > 1:
        return True
    return keeping.in_loop(found.view, found.calls[0])
