"""Calls that hold what the code itself compares with: its own literals, and what is next to them.

A branch for one number or sign (`month in (4, 6, 9, 11)`, `text[0] in "+-"`) is met by no value that only recorded calls
suggest. Fuzzers call such a list a dictionary.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from burner.workload.mutate import light
from burner.workload.shapes import Shape, spots
from burner.workload.trees import Tree, arguments

Constant = int | float | str
MOST = 40
ROUNDS = 12
"""So often a literal is tried at other places of other calls, where there are few of them."""
LONGEST = 40
SIGNS = 12
"""Texts of so many characters may be lists of characters, each of which counts."""
LARGEST = 2**40
COUNTED, GREAT_STEP = 10_000, 1_000


def literals(tree: ast.Module, functions: Sequence[ast.AST]) -> list[Constant]:
    """The numbers and texts that functions compare or compute with, those of the module's tables they read included."""
    inside = [node for function in functions for node in ast.walk(function)]
    read = {node.id for node in inside if isinstance(node, ast.Name)}
    tables = [
        statement.value
        for statement in tree.body
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None
        for target in (statement.targets if isinstance(statement, ast.Assign) else [statement.target])
        if isinstance(target, ast.Name) and target.id in read
    ]
    silent = {id(part) for node in inside for part in _said(node)}
    found: dict[tuple[type, Constant], Constant] = {}
    for node in [*inside, *(part for table in tables for part in ast.walk(table))]:
        if isinstance(node, ast.Constant) and id(node) not in silent and _is_usable(node.value):
            found.setdefault((type(node.value), node.value), node.value)  # type: ignore[arg-type]
    return list(found.values())[:MOST]


def _said(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node that are messages or names of fields."""
    if isinstance(node, (ast.Raise, ast.JoinedStr)) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ):
        yield from ast.walk(node)
    elif isinstance(node, ast.Subscript):
        yield node.slice
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "format"):
        yield from node.args[:1]


def _is_usable(value: object) -> bool:
    if isinstance(value, str):
        return 0 < len(value) <= LONGEST
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < LARGEST


def with_literals(
    calls: Sequence[Tree],
    parameters: Sequence[str],
    shapes: Mapping[str, Shape],
    known: Sequence[Constant],
    rng: Random,
) -> Iterator[Tree]:
    """Yield recorded calls in which one value is made of a literal; each literal once before any comes again."""
    turns = [list(_made_of(literal)) for literal in known]
    for turn in range(ROUNDS * max(map(len, turns), default=0)):
        for made in turns:
            before, value, after = made[turn % len(made)]
            call = light(rng.choice(calls), parameters, shapes, rng)
            places = [
                (owner, index)
                for argument in arguments(call, parameters)
                if argument.name in shapes
                for _, owner, index in spots(shapes[argument.name], argument.owner, argument.index)
                if type(owner[index]) is type(value) and _is_in_reach(value, owner[index])
            ]
            if places:
                owner, index = rng.choice(places)
                old = owner[index] if before or after else None
                owner[index] = value if old is None else old + value if before else value + old
                yield call


def _is_in_reach(value: Constant, old: Constant) -> bool:
    """Whether a value is no more than a great step from a recorded one: a modulus would be an endless count."""
    if isinstance(value, str) or isinstance(old, str):
        return True
    return abs(value) <= max(COUNTED, GREAT_STEP * abs(old))


def _made_of(literal: Constant) -> Iterator[tuple[bool, Constant, bool]]:
    """Whether the old text stands before it, a value, and whether the old text stands behind it."""
    yield False, literal, False
    if isinstance(literal, str):
        yield False, literal, True
        yield True, literal, False
        for sign in literal if 1 < len(literal) <= SIGNS else "":
            yield False, sign, True
            yield True, sign, False
    else:
        yield False, literal + 1, False
        yield False, literal - 1, False
