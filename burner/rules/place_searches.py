"""Walks from the own place in a list to the nearest place that passes a test, in the spellings that people use.

Reads only.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from burner.rules import scope
from burner.rules.places import alone_on_line
from burner.rules.purity import is_path
from burner.rules.reading import jumps, length_of
from burner.rules.view import FunctionView


@dataclass(frozen=True)
class PlaceSearch:
    """A walk from the own place, `i`, to the nearest place that passes a test."""

    walk: ast.For | ast.While
    start: ast.Assign | None
    """`j = i - 1`, before a `while`."""
    xs: ast.expr
    own: ast.Name
    place: str | None
    """The name of the place that is looked at, where it has one."""
    target: ast.expr | None
    """What the element that is looked at is called, where it has a name of its own."""
    forward: bool
    includes_own: bool
    tests: Sequence[ast.expr]
    """All are true of the place that is found (`stops` False: one is not)."""
    stops: bool
    there: Sequence[ast.stmt] = ()
    none: Sequence[ast.stmt] = ()

    @property
    def names(self) -> set[str]:
        """The names that the walk binds."""
        return ({self.place} if self.place else set()) | (
            scope.bound(self.target) if self.target is not None else set()
        )


def place_searches(view: FunctionView) -> Iterator[PlaceSearch]:
    """Yield the walks of a function from a place of a list to the nearest one that passes a test."""
    for node in view.nodes():
        if isinstance(node, ast.While):
            found = _by_while(view, node)
        elif isinstance(node, ast.For):
            found = _by_for(view, node)
        else:
            continue
        if found is not None and is_path(found.xs) and alone_on_line(view, found.walk):
            yield found


def _by_while(view: FunctionView, walk: ast.While) -> PlaceSearch | None:
    """`j = i - 1; while j >= 0 and xs[j] is None: j -= 1`."""
    match walk:
        case ast.While(
            test=ast.BoolOp(op=ast.And(), values=[inside, test]),
            body=[ast.AugAssign(target=ast.Name(id=j), op=step, value=ast.Constant(value=1))],
            orelse=[],
        ):
            forward = isinstance(step, ast.Add)
        case _:
            return None
    match view.before(walk)[:1]:
        case [ast.Assign(targets=[ast.Name(id=name)], value=value) as start] if name == j and alone_on_line(
            view, start
        ):
            begun = _from(value, forward=forward)
        case _:
            return None
    xs = _inside(view, inside, j, forward=forward) or _only_part(test, j)
    if begun is None or xs is None or not isinstance(step, (ast.Add, ast.Sub)):
        return None
    if _inside(view, inside, j, forward=forward) is None and not _not_below_zero(inside, j, forward=forward):
        return None
    own, includes_own = begun
    return PlaceSearch(walk, start, xs, own, j, None, forward, includes_own, [test], stops=False)


def _from(value: ast.expr, *, forward: bool) -> tuple[ast.Name, bool] | None:
    """Return the own place and whether the walk looks at it too: `i`, or the one beside it in the walk's direction."""
    if isinstance(value, ast.Name):
        return value, True
    match value:
        case ast.BinOp(left=ast.Name() as own, op=op, right=ast.Constant(value=1)):
            beside = isinstance(op, ast.Add) if forward else isinstance(op, ast.Sub)
            return (own, False) if beside else None
    return None


def _inside(view: FunctionView, test: ast.expr, j: str, *, forward: bool) -> ast.expr | None:
    """Return the list whose places `j < len(xs)` keeps to; None where a test is another."""
    match test:
        case ast.Compare(left=ast.Name(id=name), ops=[ast.Lt()], comparators=[size]) if name == j and forward:
            return length_of(view, size)
    return None


def _not_below_zero(test: ast.expr, j: str, *, forward: bool) -> bool:
    match test:
        case ast.Compare(left=ast.Name(id=name), ops=[op], comparators=[ast.Constant(value=0)]) if name == j:
            return isinstance(op, ast.GtE) and not forward
        case ast.Compare(left=ast.Name(id=name), ops=[ast.Gt()], comparators=[ast.UnaryOp(op=ast.USub(), operand=one)]):
            return name == j and isinstance(one, ast.Constant) and one.value == 1 and not forward
    return False


def _only_part(test: ast.AST, j: str) -> ast.expr | None:
    """Return the one list that a test looks into at place `j`."""
    found = [n.value for n in scope.walk(test) if isinstance(n, ast.Subscript) and is_name(n.slice, j)]
    return found[0] if found and all(scope.same(each, found[0]) for each in found) else None


def is_name(node: ast.AST, name: str) -> bool:
    """Return whether a node is this name."""
    return isinstance(node, ast.Name) and node.id == name


def _by_for(view: FunctionView, walk: ast.For) -> PlaceSearch | None:
    """`for j in range(i + 1, len(xs)): if xs[j] > x: ...; break`, and the like over a part of the list."""
    match walk.body:
        case [*first, ast.If(test=test, body=[*there, ast.Break()], orelse=[])] if there and len(first) < 2:
            pass
        case [*first, ast.If(test=test, body=[*_, ast.Return()] as there, orelse=[])] if len(first) < 2:
            pass
        case _:
            return None
    tests = test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) else [test]
    if jumps([each for each in there if not isinstance(each, ast.Return)]):
        return None
    over, target, place = walk.iter, None, None
    call = view.call(over, "range", "reversed")
    if call is not None and view.builtin(call.func, "range"):
        found = _range(view, call)
        if found is None or not isinstance(walk.target, ast.Name):
            return None
        (own, forward, xs), place = found, walk.target.id
        xs = xs or next((each for part in [*first, *tests] if (each := _only_part(part, place))), None)
        if first:
            target = None if xs is None else _named(first[0], xs, place)
            if target is None:
                return None
    else:
        part = _part(call.args[0] if call is not None and call.args else over)
        if part is None or first or part[2] is (call is not None):
            return None
        (xs, own, forward), target = part, walk.target
    if xs is None or (target is not None and not _plain_target(target)):
        return None
    return PlaceSearch(walk, None, xs, own, place, target, forward, False, tests, True, there, walk.orelse)


def _named(statement: ast.stmt, xs: ast.expr, place: str) -> ast.expr | None:
    """Return what `x = xs[j]` gives a name to."""
    match statement:
        case ast.Assign(targets=[target], value=ast.Subscript(value=of, slice=at)):
            return target if scope.same(of, xs) and is_name(at, place) else None
    return None


def _plain_target(target: ast.expr) -> bool:
    parts = target.elts if isinstance(target, ast.Tuple) else [target]
    return all(isinstance(part, ast.Name) for part in parts)


def _range(view: FunctionView, call: ast.Call) -> tuple[ast.Name, bool, ast.expr | None] | None:
    """Return the own place, the direction, and the list of `range(i + 1, len(xs))` or `range(i - 1, -1, -1)`."""
    match call.args:
        case [start, stop]:
            begun, xs = _from(start, forward=True), length_of(view, stop)
            return (begun[0], True, xs) if begun and not begun[1] and xs is not None else None
        case [start, stop, step] if ast.unparse(stop) == ast.unparse(step) == "-1":
            begun = _from(start, forward=False)
            return (begun[0], False, None) if begun and not begun[1] else None
    return None


def _part(over: ast.expr) -> tuple[ast.expr, ast.Name, bool] | None:
    """Return the list, the own place and the direction of `xs[i + 1:]`, or of the `xs[:i]` that `reversed` walks."""
    match over:
        case ast.Subscript(value=xs, slice=ast.Slice(lower=ast.expr() as lower, upper=None, step=None)):
            begun = _from(lower, forward=True)
            return (xs, begun[0], True) if begun and not begun[1] else None
        case ast.Subscript(value=xs, slice=ast.Slice(lower=None, upper=ast.Name() as own, step=None)):
            return xs, own, False
    return None
