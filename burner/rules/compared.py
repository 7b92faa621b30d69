"""Reads comparisons of two elements of a list, the bounds of loops over its places, and swaps: what sorts are written with.

Decides nothing about rewrites.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from burner.rules import scope
from burner.rules.edit import render
from burner.rules.purity import pure
from burner.rules.view import FunctionView

_FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE}
Linear = tuple[int, int, int]
"""`a * len(xs) + b * place + c` as (a, b, c)."""


@dataclass(frozen=True)
class Order:
    """An order of elements: `key` is an expression of `item` ("" for the element itself), `op` what holds of the one in front."""

    item: str
    key: str
    op: type[ast.cmpop]

    @property
    def strict(self) -> bool:
        """Whether equal elements are not told apart."""
        return self.op in {ast.Lt, ast.Gt}

    @property
    def arguments(self) -> str:
        """The arguments of `sort` for this order."""
        parts = [f"key=lambda {self.item}: {self.key}"] if self.key else []
        return ", ".join([*parts, "reverse=True"] if self.op in {ast.Gt, ast.GtE} else parts)


def order_of(view: FunctionView, test: ast.expr, front: ast.expr, behind: ast.expr) -> Order | None:
    """Return the order of `key(front) op key(behind)`, whichever side stands left; None for any other test."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or type(test.ops[0]) not in _FLIPPED:
        return None
    item = view.fresh("item", "element")
    left, right, op = test.left, test.comparators[0], type(test.ops[0])
    for one, two, holds in ((left, right, op), (right, left, _FLIPPED[op])):
        mine, other = _with_item(view, one, front, item), _with_item(view, two, behind, item)
        if mine is not None and other is not None and scope.same(_parsed(mine), _parsed(other)):
            return Order(item, "" if mine == item else mine, holds)
    return None


def _with_item(view: FunctionView, node: ast.expr, element: ast.expr, item: str) -> str | None:
    """Return the text of an expression with `item` in place of the element; None where that does not occur."""
    swaps: dict[ast.AST, str] = {
        part: item for part in scope.walk(node) if isinstance(part, ast.expr) and scope.same(part, element)
    }
    return render(view, node, swaps) if swaps and pure(view, node) else None


def _parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def linear(view: FunctionView, node: ast.expr, xs: str, place: str = "") -> Linear | None:
    """Return an expression as a sum of the list's length, a place and a constant; None where it is none."""
    match node:
        case ast.Constant(value=int(value)):
            return 0, 0, value
        case ast.Name(id=name) if name == place:
            return 0, 1, 0
        case ast.Name(id=name):
            stores = [use for use in view.uses(name) if isinstance(use.ctx, ast.Store)]
            above = view.parents[stores[0]] if len(stores) == 1 and name not in view.parameters else None
            return linear(view, above.value, xs) if isinstance(above, ast.Assign) else None
        case ast.Call(args=[ast.Name(id=name)]) if name == xs and view.call(node, "len") is not None:
            return 1, 0, 0
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            one, two = linear(view, left, xs, place), linear(view, right, xs, place)
            if one is None or two is None:
                return None
            sign = 1 if isinstance(op, ast.Add) else -1
            return one[0] + sign * two[0], one[1] + sign * two[1], one[2] + sign * two[2]
    return None


def bounds(view: FunctionView, loop: ast.stmt, xs: str, place: str = "") -> tuple[str, Linear, Linear] | None:
    """Return the place of `for place in range(start, stop)` with both bounds; None for any other loop."""
    if not isinstance(loop, ast.For) or loop.orelse or not isinstance(loop.target, ast.Name):
        return None
    call = view.call(loop.iter, "range")
    if call is None or call.keywords or len(call.args) not in {1, 2}:
        return None
    found = [linear(view, argument, xs, place) for argument in call.args]
    start, stop = found if len(found) == 2 else [(0, 0, 0), *found]
    return None if start is None or stop is None else (loop.target.id, start, stop)


def at(xs: str, place: ast.expr) -> ast.Subscript:
    """Return the syntax of `xs[place]`."""
    return ast.Subscript(ast.Name(xs, ast.Load()), place, ast.Load())


def beside(place: str, by: int) -> ast.expr:
    """Return the syntax of `place`, `place + 1` or `place - 1`."""
    name = ast.Name(place, ast.Load())
    if by == 0:
        return name
    return ast.BinOp(name, ast.Add() if by > 0 else ast.Sub(), ast.Constant(abs(by)))


def swaps(statements: Sequence[ast.stmt], one: ast.expr, two: ast.expr) -> bool:
    """Return whether statements exchange two elements and do no more."""
    match statements:
        case [ast.Assign(targets=[ast.Tuple(elts=[a, b])], value=ast.Tuple(elts=[c, d]))]:
            pairs = scope.same(a, d) and scope.same(b, c)
        case [
            ast.Assign(targets=[ast.Name(id=kept)], value=a),
            ast.Assign(targets=[c], value=b),
            ast.Assign(targets=[d], value=ast.Name(id=back)),
        ]:
            pairs = kept == back and scope.same(a, c) and scope.same(b, d)
        case _:
            return False
    return pairs and ((scope.same(a, one) and scope.same(b, two)) or (scope.same(a, two) and scope.same(b, one)))


def is_set_to(statement: ast.stmt, name: str, value: str) -> bool:
    """Return whether a statement is `name = value`."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=found)], value=ast.Name(id=given)):
            return (found, given) == (name, value)
    return False


def is_call(node: ast.expr, xs: str, method: str, arguments: Sequence[ast.expr]) -> bool:
    """Return whether an expression is `xs.method(*arguments)`."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attr), args=args, keywords=[]):
            same = len(args) == len(arguments) and all(map(scope.same, args, arguments))
            return name == xs and attr == method and same
    return False


def puts(statement: ast.stmt, xs: str, method: str, arguments: Sequence[ast.expr]) -> bool:
    """Return whether a statement is `xs.method(*arguments)`."""
    return isinstance(statement, ast.Expr) and is_call(statement.value, xs, method, arguments)
