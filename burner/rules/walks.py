"""A list that is walked from its start to the first element whose key passes a bound: bisection finds the place.

The keys need not be sorted: the first key above a bound is where the greatest key so far is above it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Card, Rewrite, Rule, made
from burner.rules.edit import Edits, atom, block_lines, render
from burner.rules.lists import may_be_list, short_name
from burner.rules.places import (
    Repeat,
    alone_on_line,
    free_names,
    furthest,
    guarded,
    insertable,
    movable,
    read_elsewhere,
)
from burner.rules.purity import is_path, pure
from burner.rules.reading import jumps
from burner.rules.unchanged import ANY_PART, elements_change, keys_of, writes_keys
from burner.rules.view import FunctionView

WALK = Card(
    id="BRN182",
    name="walk-to-bound",
    family="walks",
    summary="find the first element past a bound by bisection instead of walking the list up to it",
    condition="The keys have a total order, and neither list nor keys change in the loop.",
    example_before="""\
def f(times, table):
    steps = sorted(table)
    found = []
    for time in times:
        current = None
        for step in steps:
            if step[0] > time:
                break
            current = step
        found.append(current)
    return found
""",
    example_after="""\
from bisect import bisect_right
from itertools import accumulate


def f(times, table):
    steps = sorted(table)
    found = []
    greatest_steps = list(accumulate((step[0] for step in steps), max))
    for time in times:
        current = None
        place = bisect_right(greatest_steps, time)
        if place:
            current = steps[place - 1]
        found.append(current)
    return found
""",
    refuses=(
        """\
def f(time, steps):
    current = None
    for step in steps:
        if step[0] > time:
            break
        current = step
    return current
""",
        """\
def f(times, steps):
    found = []
    for time in times:
        count = 0
        for step in steps:
            if step[0] > time:
                break
            count += 1
        found.append(count)
    return found
""",
        """\
def f(times, steps):
    found = []
    for time in times:
        for step in steps:
            if step[0] > time:
                step[0] = time
                found.append(step)
                break
    return found
""",
        """\
def f(times, steps):
    found = []
    for time in times:
        found.append(next((step for step in steps if step[0] != time), None))
    return found
""",
    ),
)
_TURNED = {ast.Gt: ast.LtE, ast.GtE: ast.Lt, ast.Lt: ast.GtE, ast.LtE: ast.Gt}
_SWAPPED = {ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Lt: ast.Gt, ast.LtE: ast.GtE}
_BISECTION = {ast.Gt: "bisect_right", ast.GtE: "bisect_left"}
"""Finds the first key for which a comparison with the bound holds, where keys only grow."""


@dataclass(frozen=True)
class _Walk:
    """A walk over a list that ends at the first element whose key passes a bound."""

    node: ast.For | ast.Call
    target: ast.expr
    over: ast.expr
    key: ast.expr
    bound: ast.expr
    finder: str
    before: Sequence[ast.stmt] = ()
    """What is done with each element before that one, so that the last of them counts."""
    there: Sequence[ast.stmt] = ()
    """What is done with that element."""
    none: Sequence[ast.stmt] = ()
    """What is done where there is none."""

    @property
    def statements(self) -> list[ast.stmt]:
        """All that is written elsewhere."""
        return [*self.before, *self.there, *self.none]

    @property
    def keys(self) -> set[str]:
        """What of an element its key is made of."""
        return keys_of(self.key) | ({ANY_PART} if isinstance(self.target, ast.Tuple) else set())


def _walks(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    for node in view.nodes():
        walk = _loop(view, node) if isinstance(node, ast.For) else _asked(view, node)
        if walk is None or not is_path(walk.over):
            continue
        own = scope.bound(walk.target)
        statement = view.statement(walk.node)
        repeat = furthest(view, walk.node, [walk.over, walk.key], own)
        if repeat is None or not pure(view, walk.bound) or read_elsewhere(view, own, walk.node):
            continue
        if not may_be_list(view, brief, walk.over) or guarded(view, walk.node, repeat, walk.over):
            continue
        if own & (scope.read(walk.none) | view.captured | view.outer_names) or not movable(view, walk.statements):
            continue
        if elements_change(view, walk.over, repeat.within) or writes_keys(walk.keys, repeat.within, view):
            continue
        if insertable(view, statement) is statement and alone_on_line(view, statement):
            yield from _found(view, walk, repeat)


def _loop(view: FunctionView, loop: ast.For) -> _Walk | None:
    match loop.body:
        case [ast.If(test=test, body=[ast.Break()], orelse=before)] if before and not loop.orelse:
            return _ordered(view, loop, test, before=before)
        case [ast.If(test=test, body=[ast.Break()], orelse=[]), *before] if before and not loop.orelse:
            return _ordered(view, loop, test, before=before)
        case [ast.If(test=test, body=before, orelse=[ast.Break()])] if not loop.orelse:
            return _ordered(view, loop, test, before=before, turned=True)
        case [ast.If(test=test, body=[*there, ast.Break()], orelse=[])] if there:
            return _ordered(view, loop, test, there=there)
        case [ast.If(test=test, body=[*_, ast.Return()] as there, orelse=[])]:
            return _ordered(view, loop, test, there=there)
    return None


def _ordered(
    view: FunctionView,
    loop: ast.For,
    test: ast.expr,
    *,
    before: Sequence[ast.stmt] = (),
    there: Sequence[ast.stmt] = (),
    turned: bool = False,
) -> _Walk | None:
    compared = _compared(view, test, loop.target, turned=turned)
    if compared is None or not all(_settles(view, each, scope.bound(before)) for each in before):
        return None
    if free_names(compared[1]) & scope.bound(before):
        return None
    if jumps([each for each in there if not isinstance(each, ast.Return)]):
        return None
    return _Walk(loop, loop.target, loop.iter, *compared, before, there, loop.orelse)


def _settles(view: FunctionView, statement: ast.stmt, others: set[str]) -> bool:
    """Return whether a statement only gives a name a value that depends on no earlier round."""
    match statement:
        case ast.Assign(targets=[ast.Name()], value=value):
            return pure(view, value) and not free_names(value) & others
    return False


def _asked(view: FunctionView, node: ast.AST) -> _Walk | None:
    """Return the walk that `next((x for x in xs if x.key > bound), None)` is."""
    call = view.call(node, "next")
    match call:
        case ast.Call(
            args=[
                ast.GeneratorExp(
                    elt=elt, generators=[ast.comprehension(target=ast.Name() as target, iter=over, ifs=[test])]
                ),
                default,
            ],
            keywords=[],
        ):
            compared = _compared(view, test, target)
            statement = view.statement(call)
            whole = isinstance(statement, (ast.Assign, ast.Return)) and statement.value is call
            inner = any(isinstance(n, (ast.Lambda, *scope.COMPREHENSIONS)) for n in scope.walk(elt))
            if compared is not None and whole and not inner and pure(view, default):
                return _Walk(call, target, over, *compared)
    return None


def _compared(
    view: FunctionView, test: ast.expr, target: ast.expr, *, turned: bool = False
) -> tuple[ast.expr, ast.expr, str] | None:
    """Return the element's key, the bound, and the bisection that finds the first element for which a test holds."""
    names = scope.bound(target)
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    key, bound, op = test.left, test.comparators[0], type(test.ops[0])
    if not free_names(key) & names:
        key, bound, op = bound, key, _SWAPPED.get(op, op)
    op = _TURNED.get(op, op) if turned else op
    if op not in _BISECTION or not free_names(key) <= names or free_names(bound) & names or not pure(view, key):
        return None
    return key, bound, _BISECTION[op]


def _found(view: FunctionView, walk: _Walk, repeat: Repeat) -> Iterator[Rewrite]:
    maker, finder = view.imported("itertools", "accumulate"), view.imported("bisect", walk.finder)
    if maker is None or finder is None:
        return
    over, target = view.source(walk.over), view.source(walk.target)
    keys, place = view.fresh(f"greatest_{short_name(walk.over)}", "greatest_keys"), view.fresh("place", "found_at")
    bare = isinstance(walk.key, ast.Name) and isinstance(walk.target, ast.Name)
    each = over if bare else f"({render(view, walk.key)} for {target} in {over})"
    edits = Edits(view)
    edits.before(repeat.statement, [f"{keys} = list({maker[0]}({each}, max))"])
    looked_up = f"{place} = {finder[0]}({keys}, {render(view, walk.bound)})"
    if isinstance(walk.node, ast.Call):
        generator, default = walk.node.args
        element = generator.elt if isinstance(generator, ast.GeneratorExp) else generator
        swaps: dict[ast.AST, str] = {
            n: f"{over}[{place}]" for n in scope.walk(element) if isinstance(n, ast.Name) and n.id == target
        }
        edits.before(view.statement(walk.node), [looked_up])
        text = f"{atom(view, element, swaps)} if {place} < len({over}) else {atom(view, default)}"
        edits.replace(walk.node, f"({text})")
    else:
        edits.lines(walk.node, [looked_up, *_lines(view, walk, place, over, target)])
    note = f"find the first element of {over} past a bound by bisection"
    yield from made(edits, walk.node, note, imports=(*finder[1], *maker[1]), daring=True)


def _lines(view: FunctionView, walk: _Walk, place: str, over: str, target: str) -> list[str]:
    if walk.before:
        match walk.before:
            case [ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=value))] if value == target:
                return [f"if {place}:", f"    {name} = {over}[{place} - 1]"]
        return [f"if {place}:", f"    {target} = {over}[{place} - 1]", *_deeper(view, walk.before)]
    lines = [f"if {place} < len({over}):", f"    {target} = {over}[{place}]", *_deeper(view, walk.there)]
    return [*lines, "else:", *_deeper(view, walk.none)] if walk.none else lines


def _deeper(view: FunctionView, statements: Sequence[ast.stmt]) -> list[str]:
    return [f"    {line}" if line else "" for line in block_lines(view, statements)]


RULES = (Rule(WALK, _walks),)
