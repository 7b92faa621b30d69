"""What the bounds of loops and slices can be, as they are written: below zero, beyond the end of a list."""

from __future__ import annotations

import ast

from burner.rules import scope
from burner.rules.reading import length_of
from burner.rules.shapes import assigned
from burner.rules.view import FunctionView


def not_negative(view: FunctionView, node: ast.expr, depth: int = 3) -> bool:
    """Return whether a bound can't be negative as it is written; a parameter that is never rebound is trusted."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int) and node.value >= 0
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mult)):
        return not_negative(view, node.left, depth) and not_negative(view, node.right, depth)
    if length_of(view, node) is not None or view.call(node, "len") is not None:
        return True
    least = view.call(node, "min")
    if least is not None and len(least.args) > 1:
        return all(not_negative(view, a, depth) for a in least.args)
    if isinstance(node, ast.Call) and view.call(node, "max"):
        return any(isinstance(a, ast.Constant) and isinstance(a.value, int) and a.value >= 0 for a in node.args)
    if isinstance(node, ast.Name):
        call = _counter(view, node.id)
        if call is not None and view.builtin(call.func, "enumerate"):
            return len(call.args) == 1
        if call is not None:
            return len(call.args) == 1 or (len(call.args) == 2 and not_negative(view, call.args[0], depth))
        stores = sum(isinstance(use.ctx, ast.Store) for use in view.uses(node.id))
        if node.id in view.parameters or not depth:
            return not stores and node.id in view.parameters and _default_is_place(view, node.id)
        values, _ = assigned(view, node.id)
        return len(values) == stores > 0 and all(not_negative(view, value, depth - 1) for value in values)
    return False


def _default_is_place(view: FunctionView, name: str) -> bool:
    """Return whether what a parameter is where it is not given can be a place: neither None nor below zero."""
    args = view.node.args
    given = [*args.posonlyargs, *args.args]
    pairs = [*zip(given[len(given) - len(args.defaults) :], args.defaults, strict=True)]
    pairs += [
        (arg, default) for arg, default in zip(args.kwonlyargs, args.kw_defaults, strict=True) if default is not None
    ]
    defaults = [default for arg, default in pairs if arg.arg == name]
    return all(isinstance(d, ast.Constant) and type(d.value) is int and d.value >= 0 for d in defaults)


def at_most_length(view: FunctionView, node: ast.expr, path: ast.expr) -> bool:
    """Return whether a bound such as `i` or `i + 1` can't lie beyond the end of the list."""
    least = view.call(node, "min")
    if least is not None and len(least.args) > 1:
        return any(at_most_length(view, a, path) for a in least.args)
    extra = 0
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and isinstance(node.right, ast.Constant):
        extra, node = int(node.right.value) if isinstance(node.right.value, int) else 9, node.left
    whole = length_of(view, node)
    if whole is not None:
        return extra == 0 and scope.same(whole, path)
    if isinstance(node, ast.Constant):
        return node.value == 0 and extra == 0
    if not isinstance(node, ast.Name) or extra > 1:
        return False
    counter = _counter(view, node.id)
    if counter is None:
        return False
    if view.builtin(counter.func, "enumerate"):
        return scope.same(counter.args[0], path)
    length = length_of(view, counter.args[-1] if len(counter.args) < 3 else None)
    return length is not None and scope.same(length, path)


def _counter(view: FunctionView, name: str) -> ast.Call | None:
    """Return the `range(...)` or `enumerate(...)` that alone gives a name its values."""
    loops = [
        n
        for n in scope.walk(view.node)
        if isinstance(n, (ast.For, ast.comprehension)) and name in scope.bound(n.target)
    ]
    stores = [u for u in view.uses(name) if isinstance(u.ctx, ast.Store)]
    if len(loops) != 1 or len(stores) != 1:
        return None
    target = loops[0].target
    if isinstance(target, ast.Tuple):
        target = target.elts[0]
    call = view.call(loops[0].iter, "range", "enumerate")
    return call if isinstance(target, ast.Name) and target.id == name else None
