"""Sorts that are written out: by exchanging neighbours, by letting each element sink, by putting each in its place."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import written_sorts as cards
from burner.rules.compared import Order, at, beside, bounds, is_set_to, linear, order_of, puts, swaps
from burner.rules.edit import Edits, render
from burner.rules.places import alone_on_line, read_elsewhere
from burner.rules.purity import pure
from burner.rules.view import FunctionView


@dataclass(frozen=True)
class _Written:
    """The statements of one block that sort, and what they become."""

    statements: Sequence[ast.stmt]
    lines: tuple[str, ...]
    daring: bool = False


def sort(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Replace a sort that is written out."""
    if view.lazy:
        return
    for node in view.nodes():
        if isinstance(node, (ast.For, ast.While)) and alone_on_line(view, node) and not node.orelse:
            for find in (_exchanged, _sunk, _selected, _placed):
                found = find(view, node)
                if found is not None and _is_whole(view, found):
                    yield from _replaced(view, found)


def _is_whole(view: FunctionView, found: _Written) -> bool:
    """Whether nothing that the statements bind is read outside of them."""
    names = scope.bound(found.statements)
    last = found.statements[-1]
    others = [other for other in found.statements if other is not last]
    inside = {id(use) for use in scope.walk(others)}
    outside = [n for n in names if any(id(u) not in inside for u in view.uses(n))]
    return all(alone_on_line(view, other) for other in others) and not read_elsewhere(view, outside, last)


def _replaced(view: FunctionView, found: _Written) -> Iterator[Rewrite]:
    edits = Edits(view)
    for statement in found.statements[:-1]:
        edits.delete(statement)
    edits.lines(found.statements[-1], found.lines)
    yield from made(edits, found.statements[-1], "let the built-in sort do it", daring=found.daring)


def _in_place(xs: str, order: Order | None, *statements: ast.stmt, stable: bool = True) -> _Written | None:
    """Return what sorts a list in place; none where equal elements would not end as the loops leave them."""
    if order is None or not order.strict:
        return None
    if scope.read(ast.parse(order.key or "0")) & {*scope.bound(statements), xs}:
        return None
    return _Written(statements, (f"{xs}.sort({order.arguments})",), daring=not stable)


# -- in place --------------------------------------------------------------------------------------


def _exchanged(view: FunctionView, loop: ast.For | ast.While) -> _Written | None:
    """Neighbours are exchanged until all are in order: so many rounds, or until a round changes nothing."""
    flag, body = "", loop.body
    before: list[ast.stmt] = []
    if isinstance(loop, ast.While):
        if not isinstance(loop.test, ast.Name) or len(body) != 2 or not _sets(body[0], loop.test.id, value=False):
            return None
        flag, body = loop.test.id, body[1:]
        before = [s for s in view.before(loop)[:1] if _sets(s, flag, value=True)]
    elif len(body) == 3 and isinstance(body[0], ast.Assign) and isinstance(body[0].targets[0], ast.Name):
        flag = body[0].targets[0].id
        if not _sets(body[0], flag, value=False) or not _ends_unless(body[2], flag):
            return None
        body = body[1:2]
    if len(body) != 1 or not isinstance(body[0], ast.For) or len(body[0].body) != 1:
        return None
    inner, test = body[0], body[0].body[0]
    if not isinstance(test, ast.If) or test.orelse:
        return None
    moves = [s for s in test.body if not (flag and _sets(s, flag, value=True))]
    if bool(flag) != (len(moves) < len(test.body)):
        return None
    xs = _filled_list(loop)
    if not xs or not _enough_rounds(view, loop, inner, xs):
        return None
    found = bounds(view, inner, xs, _place(loop))
    place, start = (found[0], found[1]) if found else ("", (0, 0, 0))
    one, two = (at(xs, beside(place, by)) for by in ((0, 1) if start == (0, 0, 0) else (-1, 0)))
    if not swaps(moves, one, two):
        return None
    return _in_place(xs, order_of(view, test.test, two, one), *before, loop)


def _enough_rounds(view: FunctionView, loop: ast.For | ast.While, inner: ast.For, xs: str) -> bool:
    """Whether each round reaches all neighbours that may not be in order yet, and there are enough rounds."""
    found = bounds(view, inner, xs, _place(loop))
    if found is None or found[1] not in {(0, 0, 0), (0, 0, 1)}:
        return False
    size, rounds, extra = found[2]
    if (size, extra) != (1, -1 + found[1][2]) or rounds not in {0, -1}:
        return False
    if isinstance(loop, ast.While):
        return rounds == 0
    outer = bounds(view, loop, xs)
    return outer is not None and outer[1] == (0, 0, 0) and outer[2] in {(1, 0, 0), (1, 0, -1)}


def _sunk(view: FunctionView, loop: ast.For | ast.While) -> _Written | None:
    """Each element sinks to its place among those before it: `while j > 0 and xs[j] < xs[j - 1]`, or with a gap."""
    if not isinstance(loop, ast.For):
        return None
    xs = _filled_list(loop)
    outer = bounds(view, loop, xs)
    if outer is None or outer[1:] not in {((0, 0, 1), (1, 0, 0)), ((0, 0, 0), (1, 0, 0))}:
        return None
    place = ast.Name(outer[0], ast.Load())
    match loop.body:
        case [
            ast.Assign(targets=[ast.Name(id=j)], value=start),
            ast.While(test=ast.BoolOp(op=ast.And(), values=[edge, test]), body=[*moves, step], orelse=[]),
        ] if scope.same(start, place) and _steps(step, j, ast.Sub):
            one, two = at(xs, beside(j, -1)), at(xs, beside(j, 0))
            if _above_zero(edge, j, 0) and swaps(moves, one, two):
                return _in_place(xs, order_of(view, test, two, one), loop)
        case [
            ast.Assign(targets=[ast.Name(id=held)], value=value),
            ast.Assign(targets=[ast.Name(id=j)], value=start),
            ast.While(test=ast.BoolOp(op=ast.And(), values=[edge, test]), body=[move, step], orelse=[]),
            ast.Assign(targets=[end], value=ast.Name(id=put)),
        ] if held == put and scope.same(value, at(xs, place)) and scope.same(start, beside(outer[0], -1)):
            gap, behind = at(xs, beside(j, 1)), at(xs, beside(j, 0))
            moved = isinstance(move, ast.Assign) and scope.same(move.targets[0], gap) and scope.same(move.value, behind)
            if moved and _steps(step, j, ast.Sub) and _above_zero(edge, j, -1) and scope.same(end, gap):
                return _in_place(xs, order_of(view, test, ast.Name(held, ast.Load()), behind), loop)
    return None


def _selected(view: FunctionView, loop: ast.For | ast.While) -> _Written | None:
    """The least of the rest is exchanged to the front; equal elements may change places, so that this is a guess."""
    if not isinstance(loop, ast.For):
        return None
    xs = _filled_list(loop)
    outer = bounds(view, loop, xs)
    if outer is None or outer[1] != (0, 0, 0) or outer[2] not in {(1, 0, 0), (1, 0, -1)}:
        return None
    i = outer[0]
    match loop.body:
        case [ast.For(body=[ast.If(test=test, body=moves, orelse=[])]) as inner]:
            found = bounds(view, inner, xs, i)
            if found is not None and found[1:] == ((0, 1, 1), (1, 0, 0)):
                one, two = at(xs, beside(i, 0)), at(xs, beside(found[0], 0))
                if swaps(moves, one, two):
                    return _in_place(xs, order_of(view, test, two, one), loop, stable=False)
        case [
            ast.Assign(targets=[ast.Name(id=k)], value=start),
            ast.For(body=[ast.If(test=test, body=[better], orelse=[])]) as inner,
            *moves,
        ] if scope.same(start, beside(i, 0)):
            if len(moves) == 1 and isinstance(moves[0], ast.If) and not moves[0].orelse:
                moves = moves[0].body  # only where it is another place: an exchange with itself does nothing
            found = bounds(view, inner, xs, i)
            if found is None or found[1:] != ((0, 1, 1), (1, 0, 0)) or not is_set_to(better, k, found[0]):
                return None
            one, two = at(xs, beside(i, 0)), at(xs, beside(k, 0))
            if swaps(moves, one, two):
                order = order_of(view, test, at(xs, beside(found[0], 0)), two)
                return _in_place(xs, order, loop, stable=False)
    return None


# -- into a new list -------------------------------------------------------------------------------


def _placed(view: FunctionView, loop: ast.For | ast.While) -> _Written | None:
    """Each element is put into its place in a new list."""
    if not isinstance(loop, ast.For) or not isinstance(loop.target, ast.Name) or not pure(view, loop.iter):
        return None
    row = loop.target
    order: Order | None = None
    xs = ""
    match loop.body:
        case [
            ast.Assign(targets=[ast.Name(id=j)], value=ast.Constant(value=0)),
            ast.While(test=ast.BoolOp(op=ast.And(), values=[edge, test]), body=[step], orelse=[]),
            ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=xs), attr="insert"), args=[where, what])),
        ] if scope.same(what, row) and scope.same(where, beside(j, 0)) and _steps(step, j, ast.Add):
            if _below_length(view, edge, xs, j):
                order = order_of(view, test, at(xs, beside(j, 0)), row)
                order = None if order is None else Order(order.item, order.key, _OTHER[order.op])
        case [
            ast.For(
                target=ast.Tuple(elts=[ast.Name(id=j), ast.Name() as other]),
                iter=ast.Call(func=ast.Name(id="enumerate"), args=[ast.Name(id=xs)], keywords=[]),
                body=[ast.If(test=test, body=[put, ast.Break()], orelse=[])],
                orelse=[end],
            )
        ] if puts(put, xs, "insert", [beside(j, 0), row]) and puts(end, xs, "append", [row]):
            order = order_of(view, test, row, other)
        case [
            ast.For(
                target=ast.Name(id=j),
                iter=ast.Call(func=ast.Name(id="range"), args=[size], keywords=[]),
                body=[ast.If(test=test, body=[put, ast.Break()], orelse=[])],
                orelse=[ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=xs)))) as end],
            )
        ] if puts(end, xs, "append", [row]) and puts(put, xs, "insert", [beside(j, 0), row]):
            if linear(view, size, xs) == (1, 0, 0):
                order = order_of(view, test, row, at(xs, beside(j, 0)))
    before = view.before(loop)
    if order is None or not xs or xs == row.id or not before or xs in scope.read(loop.iter):
        return None
    if not any(_makes_empty(s, xs) for s in before) or any(xs in scope.read(s) for s in _since(before, xs)):
        return None
    rows = render(view, loop.iter)
    rows = rows if order.strict else f"list({rows})[::-1]"
    arguments = f", {order.arguments}" if order.arguments else ""
    return _Written([loop], (f"{xs}.extend(sorted({rows}{arguments}))",))


_OTHER: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
"""Walking on while `op` holds of what is there puts the new one in front of ties where `op` leaves them out."""


def _since(before: Sequence[ast.stmt], xs: str) -> Iterator[ast.stmt]:
    for statement in before:
        if _makes_empty(statement, xs):
            return
        yield statement


# -- small shapes ----------------------------------------------------------------------------------


def _place(loop: ast.For | ast.While) -> str:
    return loop.target.id if isinstance(loop, ast.For) and isinstance(loop.target, ast.Name) else ""


def _filled_list(loop: ast.stmt) -> str:
    """The list that a loop puts elements into."""
    stores = (n for n in scope.walk(loop) if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store))
    return next((n.value.id for n in stores if isinstance(n.value, ast.Name)), "")


def _sets(statement: ast.stmt, flag: str, *, value: bool) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=bool(found))):
            return name == flag and found is value
    return False


def _ends_unless(statement: ast.stmt, flag: str) -> bool:
    match statement:
        case ast.If(test=ast.UnaryOp(op=ast.Not(), operand=ast.Name(id=name)), body=[ast.Break()], orelse=[]):
            return name == flag
    return False


def _steps(statement: ast.stmt, name: str, op: type[ast.operator]) -> bool:
    match statement:
        case ast.AugAssign(target=ast.Name(id=found), op=how, value=ast.Constant(value=1)):
            return found == name and isinstance(how, op)
    return False


def _above_zero(test: ast.expr, name: str, least: int) -> bool:
    """Whether a test is `name > least`, or `name >= least + 1`."""
    match test:
        case ast.Compare(left=ast.Name(id=found), ops=[ast.Gt()], comparators=[bound]):
            return found == name and ast.unparse(bound) == str(least)
        case ast.Compare(left=ast.Name(id=found), ops=[ast.GtE()], comparators=[bound]):
            return found == name and ast.unparse(bound) == str(least + 1)
    return False


def _below_length(view: FunctionView, test: ast.expr, xs: str, name: str) -> bool:
    match test:
        case ast.Compare(left=ast.Name(id=found), ops=[ast.Lt()], comparators=[bound]):
            return found == name and view.call(bound, "len") is not None and linear(view, bound, xs) == (1, 0, 0)
    return False


def _makes_empty(statement: ast.stmt, xs: str) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.List(elts=[])):
            return name == xs
    return False


RULES = (Rule(cards.SORT, sort),)
