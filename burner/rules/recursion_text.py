"""The text of a recursion as an inner function that asks and fills a dictionary of answers."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from burner.rules import keeper, scope
from burner.rules.edit import block_lines, indented, splice_text, tuple_text
from burner.rules.recursive import Recursion, slots_of
from burner.rules.view import FunctionView


def inner_function(
    found: Recursion, inner: str, known: str, keys: list[str], fixed: Mapping[str, str], held: str = ""
) -> list[str]:
    """Return the lines of the recursion as an inner function that asks and fills the dictionary.

    What is `held` is kept beside each answer: a key made of its identity stays its own.
    """
    view = found.view
    unit = view.unit
    key = view.fresh("key", "state")
    names = _fixed_names(view, fixed)
    earliest = min(c.lineno for c in found.calls)
    swaps: dict[ast.AST, str] = {}
    for node in view.nodes():
        if isinstance(node, ast.Return) and node.value is not None and (node.end_lineno or 0) >= earliest:
            value = _text(found, node.value, inner, names)
            if isinstance(node.value, ast.Tuple):
                value = tuple_text(value)
            kept = f"({held}, {value})" if held else value
            swaps[node] = f"return {known}.setdefault({key}, {kept}){'[1]' if held else ''}"
    lines = [_head(found, inner)]
    lines.append(f"{unit}{key} = {keys[0] if len(keys) == 1 else '(' + ', '.join(keys) + ')'}")
    lines += [f"{unit}if {key} in {known}:", f"{unit}{unit}return {known}[{key}]{'[1]' if held else ''}"]
    return lines + _body(found, inner, names, swaps)


def plain_inner_function(found: Recursion, inner: str) -> list[str]:
    """Return the lines of the recursion as an inner function that is given only what varies."""
    return [_head(found, inner), *_body(found, inner, {}, {})]


def _fixed_names(view: FunctionView, fixed: Mapping[str, str]) -> dict[ast.AST, str]:
    return {n: fixed[n.id] for n in scope.walk(view.node) if isinstance(n, ast.Name) and n.id in fixed}


def _head(found: Recursion, inner: str) -> str:
    given = [f"{n}={_default(found.view, n)}" if _omitted(found, n) else n for n in found.varying]
    return f"def {inner}({', '.join(given)}):"


def _body(found: Recursion, inner: str, names: Mapping[ast.AST, str], returns: Mapping[ast.AST, str]) -> list[str]:
    """Return the lines of the body with the recursive calls, the fixed names and some statements replaced."""
    view = found.view
    inside = {id(n) for r in returns for n in scope.walk(r)}
    outer: dict[ast.AST, str] = {
        c: _call_text(found, c, inner, names) for c in _outermost(found, view.node) if id(c) not in inside
    }
    covered = inside | {id(n) for c in outer for n in scope.walk(c)}
    left = {n: text for n, text in names.items() if id(n) not in covered}
    return indented(block_lines(view, keeper.statements(view), {**returns, **outer, **left}), view.unit)


def _outermost(found: Recursion, node: ast.AST) -> list[ast.Call]:
    calls = set(found.calls)
    inside = [c for c in scope.walk(node) if isinstance(c, ast.Call) and c in calls]
    return [c for c in inside if not any(a in calls for a in _above_within(found.view, c, node))]


def _above_within(view: FunctionView, node: ast.AST, top: ast.AST) -> Iterator[ast.AST]:
    while node is not top:
        node = view.parents[node]
        yield node


def _text(found: Recursion, node: ast.expr, inner: str, names: Mapping[ast.AST, str]) -> str:
    """Return the text of an expression with the recursive calls and the fixed names inside it replaced."""
    calls = [node] if node in found.calls else _outermost(found, node)
    swaps: dict[ast.AST, str] = {c: _call_text(found, c, inner, names) for c in calls if isinstance(c, ast.Call)}
    covered = {id(n) for c in calls for n in scope.walk(c)}
    swaps |= {n: text for n, text in names.items() if id(n) not in covered}
    if node in swaps:
        return swaps[node]
    return splice_text(found.view, found.view.span(node), swaps)


def _call_text(found: Recursion, call: ast.Call, inner: str, names: Mapping[ast.AST, str]) -> str:
    given = dict(slots_of(found.view, call) or ())
    by_name = {k.arg for k in call.keywords}
    parts = [
        f"{name}={_text(found, given[name], inner, names)}"
        if name in by_name
        else _text(found, given[name], inner, names)
        for name in found.varying
        if name in given
    ]
    return f"{inner}({', '.join(parts)})"


def _omitted(found: Recursion, name: str) -> bool:
    return any(name not in dict(slots_of(found.view, c) or ()) for c in found.calls)


def _default(view: FunctionView, name: str) -> str:
    args = view.node.args
    plain = [*args.posonlyargs, *args.args]
    pairs = [*zip(plain[len(plain) - len(args.defaults) :], args.defaults, strict=True)]
    pairs += [(a, d) for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d is not None]
    return next(view.source(d) for a, d in pairs if a.arg == name)
