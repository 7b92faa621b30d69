"""A loop that asks each element for a value under several keys is given only the elements that have it.

Like the joins, but for edges: matches with a home and an away team, transfers from and to an account, pairs of friends.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Card, Rewrite, Rule, made
from burner.rules.edit import Edits, render, tuple_text
from burner.rules.joins import gives_value, renamed, worth_grouping, written
from burner.rules.lists import short_name
from burner.rules.places import free_names, furthest, read_elsewhere
from burner.rules.purity import pure
from burner.rules.scans import Equality, equality, equality_of, protects, target_names
from burner.rules.unchanged import changes
from burner.rules.view import FunctionView

EITHER = Card(
    id="BRN126",
    name="search-for-either-key",
    family="eithers",
    summary="give a loop that asks for a value under several keys only the elements that have it",
    condition=(
        "The searched collection can be walked repeatedly and does not change meanwhile, nor do its keys; keys can "
        "be hashed, and equal keys hash alike."
    ),
    example_before="""\
def f(teams, matches):
    table = []
    for team in teams:
        goals = 0
        for match in matches:
            if match["home"] == team:
                goals += match["home_goals"]
            elif match["away"] == team:
                goals += match["away_goals"]
        table.append((team, goals))
    return table
""",
    example_after="""\
def f(teams, matches):
    table = []
    matches_by_team = {}
    for match in matches:
        for key in {match["home"], match["away"]}:
            matches_by_team.setdefault(key, []).append(match)
    for team in teams:
        goals = 0
        for match in matches_by_team.get(team, ()):
            if match["home"] == team:
                goals += match["home_goals"]
            elif match["away"] == team:
                goals += match["away_goals"]
        table.append((team, goals))
    return table
""",
    refuses=(
        """\
def f(teams, matches):
    table = []
    for team in teams:
        goals = 0
        for match in matches:
            if match["home"] == team:
                goals += match["home_goals"]
            else:
                goals -= match["away"] == team
        table.append((team, goals))
    return table
""",
        """\
def f(teams, matches):
    table = []
    for team in teams:
        goals = 0
        for match in matches:
            if match["home"] == team or match["round"] > 3:
                goals += match["home_goals"]
        table.append((team, goals))
    return table
""",
        """\
def f(teams, matches):
    for team in teams:
        for match in matches:
            if match["home"] == team:
                match["away"] = None
            elif match["away"] == team:
                match["home"] = None
    return matches
""",
        """\
def f(team, matches):
    return [m for m in matches if m["home"] == team or m["away"] == team]
""",
    ),
)


@dataclass(frozen=True)
class Either:
    """A loop in which only elements with the value under one of the keys matter."""

    loop: ast.For | ast.comprehension
    names: frozenset[str]
    equalities: tuple[Equality, ...]

    @property
    def iter(self) -> ast.expr:
        """What the loop walks."""
        return self.loop.iter

    @property
    def keys(self) -> list[ast.expr]:
        """The different keys, in the order of the tests."""
        return list({scope.plain(e.key): e.key for e in self.equalities}.values())

    @property
    def value(self) -> ast.expr:
        """What all the keys are compared with."""
        return self.equalities[0].value


def either(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Group elements by all of their keys once; each element stands once in a group, in the old order."""
    for found in eithers(view):
        loop = found.loop
        if not worth_grouping(view, brief, loop.iter):
            continue
        repeat = furthest(view, loop, [loop.iter, *found.keys], found.names)
        if repeat is None:
            continue
        index = view.fresh(f"{short_name(loop.iter)}_by_{short_name(found.value)}", f"{short_name(loop.iter)}_index")
        lines = index_lines(view, view, found, index, render(view, loop.iter))
        edits = Edits(view)
        edits.before(repeat.statement, lines)
        edits.replace(loop.iter, f"{index}.get({render(view, found.value)}, ())")
        sure = all(gives_value(view, part) for part in (found.value, *found.keys))
        yield from made(edits, loop.iter, f"group {view.source(loop.iter)} by either key once", daring=not sure)


def index_lines(view: FunctionView, home: FunctionView, found: Either, index: str, source: str) -> list[str]:
    """Return the lines that build the groups, as they stand in `home` (the loop may be in a helper `view`)."""
    names = renamed(home, found.names, same=view is home and isinstance(found.loop, ast.For))
    target = written(view, found.loop.target, names)
    element = tuple_text(target) if isinstance(found.loop.target, ast.Tuple) else target
    key = home.fresh("key", "found_key", taken=set(names.values()))
    return [
        f"{index} = {{}}",
        f"for {target} in {source}:",
        f"{home.unit}for {key} in {{{', '.join(written(view, k, names) for k in found.keys)}}}:",
        f"{home.unit * 2}{index}.setdefault({key}, []).append({element})",
    ]


def eithers(view: FunctionView) -> Iterator[Either]:
    """Yield the loops of a function in which only elements with a value under one of several keys matter."""
    for node in scope.walk_scope(view.node.body):
        if isinstance(node, ast.For):
            found = _of_loop(view, node)
            if found is not None:
                yield found
        elif isinstance(node, scope.COMPREHENSIONS) and len(node.generators) == 1:
            found = _of_comprehension(view, node.generators[0])
            if found is not None:
                yield found


def _of_loop(view: FunctionView, loop: ast.For) -> Either | None:
    names = target_names(loop.target)
    if names is None or read_elsewhere(view, names, loop):
        return None
    body = list(loop.body)
    preset: set[str] = set()
    while body and isinstance(body[0], ast.Assign) and scope.same(body[0].value, ast.Constant(None)):
        preset |= scope.bound(body.pop(0))
    tests: list[ast.expr] = []
    for statement in body:
        if _asks_whether_set(statement, preset):
            continue
        branch, last = statement, False
        if not tests and isinstance(branch, ast.If) and _only_goes_on(branch.body) and not branch.orelse:
            tests.append(ast.UnaryOp(ast.Not(), branch.test))
            break
        while isinstance(branch, ast.If):
            tests.append(branch.test)
            last = _only_goes_on(branch.orelse)
            if not branch.orelse or last:
                break
            if len(branch.orelse) != 1:
                return None
            branch = branch.orelse[0]
        else:
            return None
        if last:
            break
    if read_elsewhere(view, preset, loop):
        return None
    if any(
        changes(view, n, loop.body) for n in scope.walk(loop.iter) if isinstance(n, ast.Name) and n.id in view.locals
    ):
        return None
    return _found(view, loop, names, tests)


def _only_goes_on(block: Sequence[ast.stmt]) -> bool:
    """Return whether a block only goes on to the next element: what follows it is for those that passed a test."""
    return len(block) == 1 and isinstance(block[0], ast.Continue)


def _asks_whether_set(statement: ast.stmt, preset: set[str]) -> bool:
    """Return whether a statement does nothing unless a name is another than None, which it is without a match."""
    if not isinstance(statement, ast.If) or statement.orelse:
        return False
    test = statement.test
    first = test.values[0] if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) else test
    match first:
        case ast.Compare(left=ast.Name(id=name), ops=[ast.IsNot()], comparators=[ast.Constant(value=None)]):
            return name in preset
    return False


def _of_comprehension(view: FunctionView, loop: ast.comprehension) -> Either | None:
    names = target_names(loop.target)
    if names is None or loop.is_async or not loop.ifs:
        return None
    return _found(view, loop, names, loop.ifs[:1])


def _found(
    view: FunctionView, loop: ast.For | ast.comprehension, names: frozenset[str], tests: list[ast.expr]
) -> Either | None:
    if names & free_names(loop.iter) or not pure(view, loop.iter):
        return None
    inside: list[ast.AST] = [*loop.body] if isinstance(loop, ast.For) else []
    found: list[Equality] = []
    for test in tests:
        equalities = _needed(view, test, names, inside)
        asked = test.operand if isinstance(test, ast.UnaryOp) else test
        if not equalities or not pure(view, asked) or any(_protected(asked, e) for e in equalities):
            return None
        found += equalities
    same = all(scope.same(e.value, found[0].value) for e in found)
    keys = {scope.plain(e.key) for e in found}
    return Either(loop, names, tuple(found)) if same and len(keys) > 1 else None


def _protected(test: ast.expr, asked: Equality) -> bool:
    """Return whether another part of a test may be what makes a comparison work."""
    if isinstance(test, ast.BoolOp):
        return any(_protected(part, asked) for part in test.values)
    return test is not asked.node and any(protects(test, side) for side in (asked.key, asked.value))


def _needed(view: FunctionView, test: ast.expr, names: frozenset[str], inside: list[ast.AST]) -> list[Equality]:
    """Return equalities of which one at least holds where the test does; nothing where there are none."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        parts = [_needed(view, part, names, inside) for part in test.values]
        return [e for part in parts for e in part] if all(parts) else []
    if isinstance(test, ast.BoolOp):
        first = _needed(view, test.values[0], names, inside)
        return first or next((f for p in test.values[1:] if (f := _needed(view, p, names, inside))), [])
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _unless(view, test.operand, names, inside)
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.In):
        return _among_keys(view, test, names, inside)
    found = equality(view, test, names, inside, skips=False)
    return [] if found is None or found.listed or found.shift is not None else [found]


def _unless(view: FunctionView, test: ast.expr, names: frozenset[str], inside: list[ast.AST]) -> list[Equality]:
    """Return equalities of which one at least holds where the test does not."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _needed(view, test.operand, names, inside)
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        parts = [_unless(view, part, names, inside) for part in test.values]
        return [e for part in parts for e in part] if all(parts) else []
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.NotIn):
        return _among_keys(view, test, names, inside)
    found = equality(view, test, names, inside, skips=True)
    return [] if found is None or found.listed or found.shift is not None else [found]


def _among_keys(view: FunctionView, test: ast.Compare, names: frozenset[str], inside: list[ast.AST]) -> list[Equality]:
    """Return the equalities of `team in (match.home, match.away)`."""
    keys = test.comparators[0]
    if len(test.ops) != 1 or not isinstance(keys, (ast.Tuple, ast.List, ast.Set)):
        return []
    found = [equality_of(view, test, key, test.left, names, inside) for key in keys.elts]
    return [e for e in found if e is not None and not e.listed] if all(found) else []


RULES = (Rule(EITHER, either),)
