"""Where work is repeated in a function, and how far out a value that does not change there can be moved.

Reads only; the rules decide what to move.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from burner.rules import scope
from burner.rules.purity import is_path
from burner.rules.unchanged import changes, keys_of, stable, writes_keys
from burner.rules.view import FunctionView

RUNS_OFTEN = ("sorted", "map", "filter", "min", "max")
"""Builtins that call the function they are given once for each element."""


@dataclass(frozen=True)
class Repeat:
    """Code that runs many times: a loop, a comprehension, or a lambda given to `sorted` and the like."""

    node: ast.AST
    within: tuple[ast.AST, ...]
    """What is evaluated each time."""
    names: frozenset[str]
    """Names that differ each time."""
    statement: ast.stmt
    """A value computed once goes before this statement."""


def repeats(view: FunctionView, node: ast.AST) -> Iterator[Repeat]:
    """Yield what repeats the evaluation of a node, innermost first; stops at code that runs later or across a yield."""
    child = node
    for above in view.above(node):
        found = _repeat(view, above, child)
        if found is not None:
            yield found
        if isinstance(above, (*scope.FUNCTIONS, ast.ClassDef)) and found is None:
            return
        if isinstance(above, ast.GeneratorExp) and not _consumed(view, above):
            return
        child = above


def _repeat(view: FunctionView, above: ast.AST, child: ast.AST) -> Repeat | None:
    if isinstance(above, ast.For) and child is not above.iter and not _among(child, above.orelse):
        return _made(view, above, [above.target, *above.body], above)
    if isinstance(above, ast.While) and not _among(child, above.orelse):
        return _made(view, above, [above.test, *above.body], above)
    if isinstance(above, scope.COMPREHENSIONS) and child is not above.generators[0]:
        return _made(view, above, [above], view.statement(above))
    if isinstance(above, ast.comprehension):
        comprehension = view.parent(above)
        first = isinstance(comprehension, scope.COMPREHENSIONS) and comprehension.generators[0] is above
        if first and child is not above.iter:
            return _made(view, comprehension, [comprehension], view.statement(comprehension))
    if isinstance(above, ast.Lambda) and child is above.body and _called_often(view, above):
        return _made(view, above, [above], view.statement(above))
    return None


def _made(view: FunctionView, node: ast.AST, within: list[ast.AST], statement: ast.stmt) -> Repeat | None:
    if any(isinstance(n, (ast.Yield, ast.YieldFrom, ast.Await)) for n in scope.walk_scope(within)):
        return None
    place = insertable(view, statement)
    if place is None or (isinstance(statement, ast.While) and node is not statement):
        return None  # the test of a `while` is asked again after each round
    names = scope.bound(within)
    for inner in scope.walk(within):
        if isinstance(inner, ast.comprehension):
            names |= scope.bound(inner.target)
        elif isinstance(inner, ast.arg):
            names.add(inner.arg)
    return Repeat(node, tuple(within), frozenset(names), place)


def insertable(view: FunctionView, statement: ast.stmt) -> ast.stmt | None:
    """Return the statement before which lines can be put so that they run before this one; None if there is none."""
    while True:
        above = view.parent(statement)
        if (
            isinstance(statement, ast.If)
            and isinstance(above, ast.If)
            and _among(statement, above.orelse)
            and view.source(statement).startswith("elif")
        ):
            statement = above
            continue
        return statement if view.starts_line(statement) and alone_on_line(view, statement) else None


def alone_on_line(view: FunctionView, statement: ast.stmt) -> bool:
    """Return whether a statement shares none of its lines with another one (`a; b`, `if x: y`)."""
    end = view.span(statement)[1]
    newline = view.text.find("\n", end)
    rest = view.text[end : len(view.text) if newline < 0 else newline].strip()
    return view.starts_line(statement) and (not rest or rest.startswith("#"))


def furthest(view: FunctionView, node: ast.AST, values: Iterable[ast.expr], own: Iterable[str] = ()) -> Repeat | None:
    """Return the outermost repetition around a node in which pure values stay the same.

    `own` are names inside the values that the moved code binds itself (a scan's loop variable).
    """
    values = list(values)
    best: Repeat | None = None
    for repeat in repeats(view, node):
        if not all(fixed(view, value, repeat, own) for value in values):
            break
        best = repeat
    return best


def fixed(view: FunctionView, value: ast.expr, repeat: Repeat, own: Iterable[str] = ()) -> bool:
    """Return whether a pure value stays the same throughout a repetition."""
    own = set(own)
    if (free_names(value) - own) & repeat.names:
        return False
    within = list(repeat.within)
    if own:
        free = [n for n in scope.walk(value) if isinstance(n, ast.Name) and n.id in free_names(value) - own]
        read = [n for n in scope.walk(value) if isinstance(n, (ast.Attribute, ast.Subscript)) and is_path(n)]
        whole = [path for path in read if not free_names(path) & own and not _is_method(value, path)]
        if any(changes(view, path, within) for path in whole):
            return False
        return all(stable(view, n, within) for n in free) and not writes_keys(keys_of(value), within, view)
    return stable(view, value, within)


def _is_method(value: ast.expr, path: ast.expr) -> bool:
    """Return whether a path is what an expression calls."""
    return any(isinstance(n, ast.Call) and n.func is path for n in scope.walk(value))


def guarded(view: FunctionView, node: ast.AST, repeat: Repeat, value: ast.expr) -> bool:
    """Return whether a test or a `try` inside a repetition may be what makes it safe to ask for a value."""
    asked = free_names(value)
    child = node
    for above in view.above(node):
        if isinstance(above, ast.Try):
            return True
        tests: Sequence[ast.expr] = ()
        if isinstance(above, (ast.If, ast.IfExp, ast.While)) and child is not above.test:
            tests = [above.test]
        elif isinstance(above, ast.BoolOp):
            tests = above.values[: next(at for at, each in enumerate(above.values) if each is child)]
        if any(free_names(test) & asked for test in tests):
            return True
        if above is repeat.statement:
            return False
        child = above
    return False


def movable(view: FunctionView, statements: Sequence[ast.stmt]) -> bool:
    """Return whether statements can be written elsewhere: alone on their lines, and without texts over several lines."""
    texts = (ast.Constant, ast.JoinedStr)
    spread = any(isinstance(n, texts) and n.end_lineno != n.lineno for each in statements for n in scope.walk(each))
    return not spread and all(alone_on_line(view, each) for each in statements)


def free_names(node: ast.AST) -> set[str]:
    """Return the names an expression reads, those bound by its own comprehensions and lambdas left out."""
    inner: set[str] = set()
    for part in scope.walk(node):
        if isinstance(part, ast.comprehension):
            inner |= scope.bound(part.target)
        elif isinstance(part, ast.arg):
            inner.add(part.arg)
    return scope.read(node) - inner


def read_elsewhere(view: FunctionView, names: Iterable[str], inside: ast.AST) -> bool:
    """Return whether one of the names is read outside a node where its value may come from inside."""
    below = {id(n) for n in scope.walk(inside)}
    return any(
        isinstance(use.ctx, ast.Load) and id(use) not in below and not _rebound_around(view, use, inside)
        for name in names
        for use in view.uses(name)
    )


def _rebound_around(view: FunctionView, use: ast.Name, inside: ast.AST) -> bool:
    """Return whether a use lies in a loop, comprehension or lambda that binds the name afresh, away from a node."""
    child: ast.AST = use
    for above in view.above(use):
        if isinstance(above, ast.For) and _among(child, above.body):
            away = not any(n is inside for n in scope.walk(above))
            if away and (use.id in scope.bound(above.target) or _set_before(use.id, child, above.body)):
                return True
        if isinstance(above, scope.COMPREHENSIONS) and any(use.id in scope.bound(g.target) for g in above.generators):
            return True
        if isinstance(above, scope.FUNCTIONS) and use.id in {
            a.arg for a in scope.walk(above.args) if isinstance(a, ast.arg)
        }:
            return above is not view.node
        child = above
    return False


def _set_before(name: str, statement: ast.AST, block: list[ast.stmt]) -> bool:
    """Return whether a statement of a block comes after one that always gives the name a value."""
    place = next(at for at, each in enumerate(block) if each is statement)
    return any(isinstance(each, ast.Assign) and name in scope.bound(each) for each in block[:place])


def _consumed(view: FunctionView, generator: ast.GeneratorExp) -> bool:
    above = view.parent(generator)
    if isinstance(above, ast.Call) and any(a is generator for a in above.args):
        names = (
            "any",
            "all",
            "sum",
            "min",
            "max",
            "list",
            "tuple",
            "set",
            "frozenset",
            "dict",
            "sorted",
            "next",
            "bytes",
        )
        known = view.builtin(above.func, *names)
        return known or (
            isinstance(above.func, ast.Attribute) and above.func.attr in {"join", "extend", "update", "fromkeys"}
        )
    return isinstance(above, ast.For) and above.iter is generator


def _called_often(view: FunctionView, function: ast.Lambda) -> bool:
    above = view.parent(function)
    if isinstance(above, ast.keyword) and above.arg == "key":
        above = view.parent(above)
        if isinstance(above, ast.Call) and isinstance(above.func, ast.Attribute) and above.func.attr == "sort":
            return True
    return isinstance(above, ast.Call) and view.builtin(above.func, *RUNS_OFTEN)


def _among(node: ast.AST, block: Sequence[ast.AST]) -> bool:
    return any(n is node for n in block)
