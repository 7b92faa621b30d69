"""Loops, and comprehensions given to `sum` and `len`, that walk a collection only to add something up.

Reads only: what is walked, what is asked of each element, and what is added to which total.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from burner.rules import scope
from burner.rules.places import alone_on_line, free_names, read_elsewhere
from burner.rules.purity import pure
from burner.rules.scans import Equality, equality, target_names
from burner.rules.view import FunctionView


@dataclass(frozen=True)
class Part:
    """One of the conditions that a test joins, and the comparison of a key with a value that it is."""

    test: ast.expr
    equality: Equality | None


@dataclass(frozen=True)
class Tally:
    """`name += amount`; no amount counts by one."""

    name: str
    op: str
    amount: ast.expr | None


@dataclass(frozen=True)
class Taken:
    """A statement that takes from an element what comes after needs."""

    statement: ast.Assign


@dataclass(frozen=True)
class Asked:
    """What happens where all parts of a test are true (`fails`: where none of them is)."""

    parts: tuple[Part, ...]
    fails: bool
    body: tuple[Step, ...]


@dataclass(frozen=True)
class Walk:
    """A loop through a collection."""

    target: ast.expr
    iter: ast.expr
    body: tuple[Step, ...]


Step = Walk | Asked | Taken | Tally


@dataclass(frozen=True)
class Tallies:
    """A whole walk that only adds up."""

    node: ast.For | ast.Call
    walk: Walk
    starts: dict[str, ast.Assign]
    """The statement that sets each total to the number it starts from; none for `sum` and `len`."""
    own: frozenset[str]
    """The names that the walk binds."""


RESULT = "the result"
"""The name of the total of an expression."""
_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}


def every_tally(view: FunctionView) -> Iterator[Tallies]:
    """Yield the walks of a function that only add up, in source order."""
    for node in view.nodes():
        found = _of_loop(view, node) if isinstance(node, ast.For) else _of_expression(view, node)
        if found is not None:
            yield found


def steps(walk: Step) -> Iterator[Step]:
    """Yield a step and all that it holds."""
    yield walk
    if isinstance(walk, (Walk, Asked)):
        for step in walk.body:
            yield from steps(step)


def _of_loop(view: FunctionView, loop: ast.For) -> Tallies | None:
    names = {n.target.id for n in scope.walk(loop) if isinstance(n, ast.AugAssign) and isinstance(n.target, ast.Name)}
    own = _own_names(loop)
    starts = _starts(view, loop, names)
    if own is None or own & names or not names or set(starts) != names or read_elsewhere(view, own, loop):
        return None
    if not alone_on_line(view, loop) or own & free_names(loop.iter) or names & (view.captured | view.outer_names):
        return None
    walk = _loop(view, loop, own, [*loop.body])
    if walk is None or any(names & _reads(step) for step in steps(walk)):
        return None
    return Tallies(loop, walk, starts, own)


def _own_names(loop: ast.For) -> frozenset[str] | None:
    own: set[str] = set()
    for node in scope.walk(loop):
        if isinstance(node, ast.For):
            bound = target_names(node.target)
            if bound is None:
                return None
            own |= bound
        elif isinstance(node, ast.Assign):
            own |= scope.bound(node)
    return frozenset(own)


def _starts(view: FunctionView, loop: ast.For, names: set[str]) -> dict[str, ast.Assign]:
    """Return the statements before a loop that set names to numbers, where nothing but assignments lies between."""
    found: dict[str, ast.Assign] = {}
    for statement in view.before(loop):
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if alone_on_line(view, statement):
                if name in names and name not in found and _is_number(value):
                    found[name] = statement
                elif name in names or names & scope.read(value):
                    break
            case _:
                break
    return found


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in {int, float}


def _loop(view: FunctionView, loop: ast.For, own: frozenset[str], inside: list[ast.AST]) -> Walk | None:
    whole = not loop.orelse and pure(view, loop.iter)
    body = _block(view, loop.body, own, inside, of_loop=True) if whole else None
    return None if body is None else Walk(loop.target, loop.iter, body)


def _block(
    view: FunctionView, block: Sequence[ast.stmt], own: frozenset[str], inside: list[ast.AST], *, of_loop: bool = False
) -> tuple[Step, ...] | None:
    """Return what a block does; `continue` is known only in that of a loop, where it leaves out the rest."""
    found: list[Step] = []
    for place, statement in enumerate(block):
        step: Step | None = None
        fails = of_loop and isinstance(statement, ast.If) and [*map(type, statement.body)] == [ast.Continue]
        match statement:
            case ast.For():
                step = _loop(view, statement, own, inside)
            case ast.If(test=test, body=body, orelse=[]) if pure(view, test):
                then = _block(view, block[place + 1 :] if fails else body, own, inside, of_loop=fails)
                step = None if then is None else Asked(_parts(view, test, own, inside, fails=fails), fails, then)
            case ast.Assign(targets=[ast.Name()], value=value) if pure(view, value):
                step = Taken(statement)
            case ast.AugAssign(target=ast.Name(id=name), op=op, value=amount) if type(op) in _SIGNS:
                step = Tally(name, _SIGNS[type(op)], amount) if pure(view, amount) else None
        if step is None or (isinstance(step, (Walk, Asked)) and not step.body):
            return None
        found.append(step)
        if fails:
            break
    return tuple(found)


def _parts(
    view: FunctionView, test: ast.expr, own: frozenset[str], inside: list[ast.AST], *, fails: bool
) -> tuple[Part, ...]:
    joined = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or if fails else ast.And)
    parts = test.values if joined and isinstance(test, ast.BoolOp) else [test]
    return tuple(Part(part, _plainly(equality(view, part, own, inside, fails))) for part in parts)


def _plainly(found: Equality | None) -> Equality | None:
    return None if found is None or found.shift is not None else found


def _reads(step: Step) -> set[str]:
    match step:
        case Walk(iter=source):
            return scope.read(source)
        case Asked(parts=parts):
            return {name for part in parts for name in scope.read(part.test)}
        case Taken(statement=statement):
            return scope.read(statement.value)
        case Tally(amount=amount):
            return set() if amount is None else scope.read(amount)


def _of_expression(view: FunctionView, node: ast.AST) -> Tallies | None:
    """`sum(amount for x in xs if test)`, `sum(test for x in xs)` and `len([x for x in xs if test])`."""
    call = view.call(node, "sum", "len")
    if call is None or len(call.args) != 1 or call.keywords:
        return None
    made = call.args[0]
    if not isinstance(made, (ast.GeneratorExp, ast.ListComp)):
        return None
    bound = [target_names(each.target) for each in made.generators]
    if None in bound or any(each.is_async for each in made.generators) or not pure(view, made):
        return None
    own = frozenset(name for names in bound if names is not None for name in names)
    if len(own) != sum(len(names) for names in bound if names is not None) or own & free_names(made.generators[0].iter):
        return None
    test = view.builtin(call.func, "sum") and isinstance(made.elt, ast.Compare)
    counts = test or view.builtin(call.func, "len") or (isinstance(made.elt, ast.Constant) and made.elt.value == 1)
    body: tuple[Step, ...] = (Tally(RESULT, "+", None if counts else made.elt),)
    if test:
        body = (Asked(_parts(view, made.elt, own, [], fails=False), fails=False, body=body),)
    for each in reversed(made.generators):
        if each.ifs:
            parts = tuple(part for one in each.ifs for part in _parts(view, one, own, [], fails=False))
            body = (Asked(parts, fails=False, body=body),)
        body = (Walk(each.target, each.iter, body),)
    (walk,) = body
    return Tallies(call, walk, {}, own) if isinstance(walk, Walk) else None
