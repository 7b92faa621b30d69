"""Loops over all pairs of places that leave half of them out at once: the half is not walked instead."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Card, Rewrite, Rule, made
from burner.rules.edit import Edits, render
from burner.rules.joins import dissolve
from burner.rules.places import alone_on_line, read_elsewhere
from burner.rules.purity import is_path, pure
from burner.rules.shapes import kind_of
from burner.rules.unchanged import changes
from burner.rules.view import FunctionView

HALF = Card(
    id="BRN178",
    name="pairs-in-both-orders",
    family="pairs",
    summary="walk each pair of places once instead of leaving half of them out one by one",
    condition="Both loops walk the same places, which do not change meanwhile.",
    example_before="""\
def f(xs: list):
    near = []
    for i in range(len(xs)):
        for j in range(len(xs)):
            if i < j and abs(xs[i] - xs[j]) < 2:
                near.append((i, j))
    return near
""",
    example_after="""\
def f(xs: list):
    near = []
    for i in range(len(xs)):
        for j in range(i + 1, len(xs)):
            if abs(xs[i] - xs[j]) < 2:
                near.append((i, j))
    return near
""",
    refuses=(
        """\
def f(xs: list):
    found = []
    for i in range(len(xs)):
        for j in range(len(xs)):
            if i != j and xs[i] == xs[j]:
                found.append((i, j))
    return found
""",
        """\
def f(xs: list, ys: list):
    found = []
    for i in range(len(xs)):
        for j in range(len(ys)):
            if i < j and xs[i] == ys[j]:
                found.append((i, j))
    return found
""",
        """\
def f(xs: list):
    for i in range(len(xs)):
        for j in range(len(xs)):
            if i < j:
                xs.append(xs[i] + xs[j])
            else:
                xs.append(0)
    return xs
""",
    ),
)


@dataclass(frozen=True)
class _Walk:
    """A loop over the places of something: `range(n)`, or `enumerate(xs)`."""

    loop: ast.For
    place: str
    call: ast.Call
    over: ast.expr


def half(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Begin the inner loop behind the place of the outer one."""
    for node in view.nodes():
        inner = _walk(view, node)
        loops = view.loops(node) if inner is not None else []
        outer = _walk(view, loops[0]) if loops else None
        if inner is None or outer is None or not scope.same(inner.over, outer.over) or inner.place == outer.place:
            continue
        if not _stays(view, inner, outer) or read_elsewhere(view, scope.bound(inner.loop.target), inner.loop):
            continue
        text = _from_next(view, brief, inner, outer.place)
        edits = Edits(view)
        if text is None or not _without_test(edits, inner, outer):
            continue
        edits.replace(inner.call, text)
        yield from made(edits, inner.loop, "walk each pair once")


def _walk(view: FunctionView, node: ast.AST) -> _Walk | None:
    if not isinstance(node, ast.For) or node.orelse:
        return None
    call = view.call(node.iter, "range", "enumerate")
    if call is None or len(call.args) != 1 or call.keywords or not pure(view, call.args[0]):
        return None
    target = node.target
    if view.builtin(call.func, "range"):
        return _Walk(node, target.id, call, call.args[0]) if isinstance(target, ast.Name) else None
    if isinstance(target, ast.Tuple) and isinstance(target.elts[0], ast.Name) and is_path(call.args[0]):
        return _Walk(node, target.elts[0].id, call, call.args[0])
    return None


def _stays(view: FunctionView, inner: _Walk, outer: _Walk) -> bool:
    """Return whether the places and what they are of are bound by the loops alone."""
    for walk in (inner, outer):
        if sum(isinstance(use.ctx, ast.Store) for use in view.uses(walk.place)) != 1:
            return False
    read = [n for n in scope.walk(inner.over) if isinstance(n, ast.Name) and n.id in view.locals]
    return not any(changes(view, name, outer.loop.body) for name in read)


def _from_next(view: FunctionView, brief: Brief, inner: _Walk, place: str) -> str | None:
    over = render(view, inner.over)
    if view.builtin(inner.call.func, "range"):
        return f"range({place} + 1, {over})"
    return f"enumerate({over}[{place} + 1:], {place} + 1)" if kind_of(view, brief, inner.over) == "list" else None


def _without_test(edits: Edits, inner: _Walk, outer: _Walk) -> bool:
    """Drop the test that leaves half of the pairs out; False where the loop has none."""
    view = edits.view
    first = inner.loop.body[0]
    if not isinstance(first, ast.If) or first.orelse:
        return False
    test = first.test
    if len(first.body) == 1 and isinstance(first.body[0], ast.Continue) and len(inner.loop.body) > 1:
        if not _is_before(test, inner.place, outer.place, ast.LtE, ast.GtE):
            return False
        edits.delete(first)
        return True
    if len(inner.loop.body) > 1:
        return False
    if _is_before(test, outer.place, inner.place, ast.Lt, ast.Gt):
        if not alone_on_line(view, first.body[0]):
            return False
        dissolve(edits, first)
        return True
    joined = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And)
    parts = test.values if joined and isinstance(test, ast.BoolOp) else []
    if not parts or not _is_before(parts[0], outer.place, inner.place, ast.Lt, ast.Gt):
        return False
    edits.replace_span(view.span(test)[0], view.span(parts[1])[0], "")
    return True


def _is_before(test: ast.expr, first: str, second: str, sign: type[ast.cmpop], flipped: type[ast.cmpop]) -> bool:
    match test:
        case ast.Compare(left=ast.Name(id=left), ops=[op], comparators=[ast.Name(id=right)]):
            return ((left, right) == (first, second) and isinstance(op, sign)) or (
                (left, right) == (second, first) and isinstance(op, flipped)
            )
    return False


RULES = (Rule(HALF, half),)
