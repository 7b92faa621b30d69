"""Loops and comprehensions that walk a whole collection to find the elements with one key.

Reads only: recognises `for b in B: if b.key == value` in its many spellings.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from burner.rules import scope
from burner.rules.places import free_names, read_elsewhere
from burner.rules.purity import pure
from burner.rules.shapes import assigned
from burner.rules.unchanged import changes, stable
from burner.rules.view import FunctionView

KINDS = (ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.Tuple, ast.BinOp, ast.Constant)


@dataclass(frozen=True)
class Equality:
    """One comparison `key == value`: only the key depends on the scan's own names."""

    node: ast.expr
    key: ast.expr
    value: ast.expr
    listed: bool = False
    """Whether both are new lists, which have to become tuples to be looked up."""
    shift: tuple[str, ast.expr] | None = None
    """Sign and number by which the key differs from the value: `x + key == value` is `key == value - x`."""

    def hashable(self, text: str) -> str:
        """Return what is looked up, of the text of key or value."""
        return f"tuple({text})" if self.listed else text


@dataclass(frozen=True)
class Guard:
    """A test that comes before the comparison of keys, and whether it has to fail for the comparison to be made."""

    test: ast.expr
    fails: bool


@dataclass(frozen=True)
class Scan:
    """A loop or a `for` of a comprehension in which only elements with equal keys matter."""

    loop: ast.For | ast.comprehension
    target: ast.expr
    iter: ast.expr
    names: frozenset[str]
    equalities: tuple[Equality, ...]
    holder: ast.expr
    """The condition that holds the equalities."""
    rest: tuple[ast.expr, ...]
    """The other parts of the condition, joined by `and` (or by `or` where `skips`)."""
    branch: ast.If | None
    skips: bool
    """Whether the branch is `if key != value: continue`."""
    call: ast.expr | None = None
    """The call of any or all whose element is the condition, or the `value in [key for x in xs]` that says the same."""
    guards: tuple[Guard, ...] = ()
    """The tests that an element has passed before its key is asked for."""
    parts: tuple[ast.Assign, ...] = ()
    """The statements of the loop that take from an element what its key is made of: `fields = line.split()`."""


@lru_cache(maxsize=64)
def every_scan(view: FunctionView) -> tuple[Scan, ...]:
    """Return the scans of a function in source order, the code of nested functions left out."""
    return tuple(_scans(view))


def scans(view: FunctionView) -> list[Scan]:
    """Return those scans whose key is made of the element alone, and whose one condition stands in the loop itself."""
    return [scan for scan in direct_scans(view) if all(e.shift is None for e in scan.equalities)]


def direct_scans(view: FunctionView) -> list[Scan]:
    """Return the like, also where the key is compared with a sum or difference: exact for whole numbers only."""
    return [scan for scan in every_scan(view) if not scan.parts and _is_direct(scan)]


def _is_direct(scan: Scan) -> bool:
    return isinstance(scan.loop, ast.comprehension) or any(each is scan.branch for each in scan.loop.body)


def _scans(view: FunctionView) -> Iterator[Scan]:
    for node in scope.walk_scope(view.node.body):
        if isinstance(node, ast.For):
            found = _of_loop(view, node)
            if found is not None:
                yield found
        elif isinstance(node, ast.Lambda):
            for inner in scope.walk(node.body):
                yield from _of_expression(view, inner)
        else:
            yield from _of_expression(view, node)


def _of_expression(view: FunctionView, node: ast.AST) -> Iterator[Scan]:
    if isinstance(node, scope.COMPREHENSIONS):
        yield from _of_comprehension(view, node)
    call = view.call(node, "any", "all")
    if call is not None and len(call.args) == 1 and not call.keywords:
        found = _of_test(view, call)
        if found is not None:
            yield found
    if isinstance(node, ast.Compare):
        found = _of_membership(view, node)
        if found is not None:
            yield found


def _of_loop(view: FunctionView, loop: ast.For) -> Scan | None:
    names = target_names(loop.target)
    if names is None or names & free_names(loop.iter) or read_elsewhere(view, names, loop):
        return None
    return _of_block(view, loop, names, loop.body, [], [])


def _of_block(
    view: FunctionView,
    loop: ast.For,
    names: frozenset[str],
    block: list[ast.stmt],
    parts: list[ast.Assign],
    guards: list[Guard],
) -> Scan | None:
    """Return the scan that a block of a loop's body is, after these statements and tests."""
    for place, statement in enumerate(block):
        tests = _every_test(block[place:])
        if len(tests) > 1 and not _skips(statement):
            own = names | {name for part in parts for name in scope.bound(part)}
            found = _scan(view, loop, loop.target, loop.iter, own, tests[0], None, skips=False)
            alike = found and _in_every(found, tests[1:])
            if not alike:
                return None
            return _with_parts(view, replace(alike, guards=(*guards, *alike.guards)), names, parts, guards)
        last = place == len(block) - 1
        if isinstance(statement, ast.If) and not statement.orelse:
            skips = _skips(statement) and not last
            if skips or last:
                own = names | {name for part in parts for name in scope.bound(part)}
                found = _scan(view, loop, loop.target, loop.iter, own, statement.test, statement, skips=skips)
                if found is not None:
                    whole = replace(found, guards=(*guards, *found.guards))
                    return _with_parts(view, whole, names, parts, guards)
            if not pure(view, statement.test) or not (skips or last):
                return None
            if last:
                return _of_block(
                    view, loop, names, statement.body, parts, [*guards, Guard(statement.test, fails=False)]
                )
            guards.append(Guard(statement.test, fails=True))
        elif isinstance(statement, ast.Assign) and pure(view, statement.value):
            if not all(target_names(target) for target in statement.targets):
                return None
            parts.append(statement)
        else:
            return None
    return None


def _skips(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and len(statement.body) == 1 and isinstance(statement.body[0], ast.Continue)


def _every_test(block: list[ast.stmt]) -> list[ast.expr]:
    """Return the tests of a block of branches, one of which an element must pass for anything to happen; else nothing."""
    tests: list[ast.expr] = []
    for statement in block:
        branch: list[ast.stmt] = [statement]
        while branch:
            if len(branch) != 1 or not isinstance(branch[0], ast.If):
                return []
            tests.append(branch[0].test)
            branch = branch[0].orelse
    return tests


def _in_every(scan: Scan, others: list[ast.expr]) -> Scan | None:
    """Return a scan with those comparisons that all other tests make too; the conditions stay as they are."""
    common = []
    for equality in scan.equalities:
        wanted = scope.plain(equality.node)
        if all(wanted in map(scope.plain, _conjuncts(test)) for test in others):
            common.append(equality)
    return replace(scan, equalities=tuple(common), rest=()) if common else None


def _conjuncts(test: ast.expr) -> list[ast.expr]:
    return test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) else [test]


def _with_parts(
    view: FunctionView, scan: Scan, names: frozenset[str], parts: list[ast.Assign], earlier: list[Guard]
) -> Scan | None:
    """Return a scan with those statements before its condition that the condition needs.

    None where their names are read elsewhere, or where one of them is protected by an earlier test.
    """
    if read_elsewhere(view, {name for part in parts for name in scope.bound(part)}, scan.loop):
        return None
    asked = {name for e in scan.equalities for name in scope.read(e.key)}
    asked |= {name for guard in scan.guards for name in scope.read(guard.test)}
    needed: list[ast.Assign] = []
    for part in reversed(parts):
        if scope.bound(part) & asked:
            if any(guard.test.lineno < part.lineno for guard in earlier):
                return None
            needed.insert(0, part)
            asked |= scope.read(part.value)
    own = names | {name for part in needed for name in scope.bound(part)}
    return replace(scan, names=own, parts=tuple(needed))


def _of_test(view: FunctionView, call: ast.Call) -> Scan | None:
    """Return the scan of `any(b.key == value and ... for b in B)` or `all(b.key != value or ... for b in B)`."""
    inner = call.args[0]
    if not isinstance(inner, (ast.GeneratorExp, ast.ListComp)) or len(inner.generators) != 1:
        return None
    loop = inner.generators[0]
    names = target_names(loop.target)
    if names is None or names & free_names(loop.iter) or loop.is_async or loop.ifs:
        return None
    skips = view.builtin(call.func, "all")
    found = _scan(view, loop, loop.target, loop.iter, names, inner.elt, None, skips=skips)
    return None if found is None else replace(found, call=call)


def _of_membership(view: FunctionView, test: ast.Compare) -> Scan | None:
    """Return the scan of `value in [b.key for b in B]` or `value not in ...`."""
    match test:
        case ast.Compare(
            left=value,
            ops=[ast.In() | ast.NotIn() as op],
            comparators=[
                ast.ListComp(elt=key, generators=[loop])
                | ast.SetComp(elt=key, generators=[loop])
                | ast.GeneratorExp(elt=key, generators=[loop])
            ],
        ):
            names = target_names(loop.target)
        case _:
            return None
    if names is None or names & free_names(loop.iter) or loop.is_async or loop.ifs or not pure(view, loop.iter):
        return None
    found = equality_of(view, test, key, value, names, [])
    skips = isinstance(op, ast.NotIn)
    if found is None:
        return None
    return Scan(loop, loop.target, loop.iter, names, (found,), test, (), None, skips, call=test)


def _of_comprehension(
    view: FunctionView, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
) -> Iterator[Scan]:
    for place, loop in enumerate(node.generators):
        names = target_names(loop.target)
        later = {n for g in node.generators[place + 1 :] for n in scope.bound(g.target)}
        if names is None or names & free_names(loop.iter) or names & later or loop.is_async:
            continue
        for number, test in enumerate(loop.ifs):
            found = _scan(view, loop, loop.target, loop.iter, names, test, None, skips=False)
            if found is not None:
                earlier = [Guard(other, fails=False) for other in loop.ifs[:number]]
                yield replace(found, guards=(*earlier, *found.guards))
                break


def target_names(target: ast.expr) -> frozenset[str] | None:
    """Return the names that a loop binds; None where it binds more than names."""
    if isinstance(target, ast.Name):
        return frozenset({target.id})
    if isinstance(target, ast.Tuple) and all(isinstance(e, (ast.Name, ast.Tuple)) for e in target.elts):
        return frozenset(scope.bound(target))
    return None


def _scan(
    view: FunctionView,
    loop: ast.For | ast.comprehension,
    target: ast.expr,
    source: ast.expr,
    names: frozenset[str],
    test: ast.expr,
    branch: ast.If | None,
    *,
    skips: bool,
) -> Scan | None:
    joined = ast.Or if skips else ast.And
    parts = test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, joined) else [test]
    inside: list[ast.AST] = [*loop.body] if isinstance(loop, ast.For) else []
    found = [e for e in (equality(view, part, names, inside, skips) for part in parts) if e is not None]
    if not found or not pure(view, source):
        return None
    varying = [e for e in found if not isinstance(e.value, ast.Constant)]
    found = varying or found  # `e.kind == "click"` is a test like any other where there is another key
    # Each comparison may be what makes the next one work (`e.kind == kind and e.body.id == id`).
    found = [found[0], *(e for e in found[1:] if _is_plain(e.key) and _is_plain(found[0].key))]
    used = {id(e.node) for e in found}
    rest = tuple(p for p in parts if id(p) not in used)
    last = max(place for place, part in enumerate(parts) if any(id(n) in used for n in scope.walk(part)))
    guards = tuple(Guard(p, fails=skips) for p in parts[:last] if id(p) not in used)
    return Scan(loop, target, source, names, tuple(found), test, rest, branch, skips, guards=guards)


def _is_plain(key: ast.expr) -> bool:
    """Return whether a key is the element itself or one field of it."""
    if isinstance(key, (ast.Attribute, ast.Subscript)):
        key = key.value
    return isinstance(key, ast.Name)


def equality(
    view: FunctionView, node: ast.expr, names: frozenset[str], inside: list[ast.AST], skips: bool
) -> Equality | None:
    """Return the comparison of an element's key with a value that a test is; `skips` looks for `!=` instead."""
    wanted = ast.NotEq if skips else ast.Eq
    if skips and isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node, wanted = node.operand, ast.Eq
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.ops[0], wanted):
        return None
    sides = (node.left, node.comparators[0])
    for key, value in (sides, sides[::-1]):
        found = _shifted(view, node, key, value, names, inside) or equality_of(view, node, key, value, names, inside)
        if found is not None:
            return found
    return None


def _shifted(
    view: FunctionView, node: ast.expr, summed: ast.expr, total: ast.expr, names: frozenset[str], inside: list[ast.AST]
) -> Equality | None:
    """Return the equality that `x + key == total` (or `key - x`, or `x - key`) asks for."""
    match summed:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            pass
        case _:
            return None
    for key, other in ((left, right), (right, left)):
        found = equality_of(view, node, key, total, names, inside)
        if found is None or found.listed or free_names(other) & names or not pure(view, other):
            continue
        if inside and not stable(view, other, inside):
            continue
        if isinstance(op, ast.Add):
            return replace(found, shift=("-", other))
        return replace(found, shift=("+", other)) if key is left else replace(found, value=other, shift=("-", total))
    return None


def equality_of(
    view: FunctionView, node: ast.expr, key: ast.expr, value: ast.expr, names: frozenset[str], inside: list[ast.AST]
) -> Equality | None:
    """Return the equality that a test asks for of a key and a value; None where they are no such."""
    if not (scope.read(key) & names) or free_names(value) & names:
        return None
    if not isinstance(key, KINDS) or not pure(view, key) or not pure(view, value) or isinstance(value, ast.List):
        return None
    if (isinstance(value, ast.Constant) and value.value is None) or (inside and not stable(view, value, inside)):
        return None
    listed = _new_list(view, key)
    return Equality(node, key, value, listed) if listed == _new_list(view, value) else None


def _new_list(view: FunctionView, node: ast.expr, depth: int = 3) -> bool:
    """Return whether an expression is a list made just for it, or a name that was only ever given one."""
    if isinstance(node, ast.Name) and node.id not in view.parameters and depth:
        values, other = assigned(view, node.id)
        return bool(values) and not other and all(_new_list(view, value, depth - 1) for value in values)
    split = (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"split", "rsplit"}
    )
    return split or isinstance(node, ast.ListComp) or view.call(node, "sorted", "list") is not None


def unchanged_inside(view: FunctionView, loop: ast.For | ast.comprehension) -> bool:
    """Return whether a loop's own body leaves what it walks alone."""
    if isinstance(loop, ast.comprehension):
        return True
    return not any(
        changes(view, n, loop.body) for n in scope.walk(loop.iter) if isinstance(n, ast.Name) and n.id in view.locals
    )


def unprotected(scan: Scan) -> bool:
    """Return whether keys and values can be asked for of every element, whatever tests come before them."""
    sides = [side for e in scan.equalities for side in (e.key, e.value)]
    return not any(protects(guard.test, side) for guard in scan.guards for side in sides)


def protects(guard: ast.expr, node: ast.expr) -> bool:
    """Return whether a test may be what makes an expression work: `b.x is not None`, `"x" in b`, `b.kind == "y"`, `b.x`."""
    if isinstance(node, ast.Name) or not free_names(guard) & free_names(node):
        return False
    if any(map(_may_fail, scope.walk(node))):
        return True
    inside = {scope.plain(part) for part in scope.walk(node) if isinstance(part, ast.expr)}
    return any(_asks_what_it_is(part) for part in scope.walk(guard)) or any(
        scope.plain(part) in inside for part in _truths(guard)
    )


def _may_fail(node: ast.AST) -> bool:
    """Return whether an expression fails on some numbers or texts, which a test may keep away: `6 // n`, `int(text)`."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, (ast.Div, ast.FloorDiv, ast.Mod))
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"int", "float", "ord", "next", "min", "max"}


def _asks_what_it_is(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name in {"isinstance", "hasattr", "getattr", "callable", "len", "type", "get"}
    if isinstance(node, ast.Compare):
        values = [part for side in (node.left, *node.comparators) for part in getattr(side, "elts", [side])]
        return any(isinstance(v, ast.Constant) and (v.value is None or isinstance(v.value, str)) for v in values)
    return False


def _truths(test: ast.expr) -> Iterator[ast.expr]:
    """Yield the values that a test asks to be true or false."""
    if isinstance(test, ast.BoolOp):
        for part in test.values:
            yield from _truths(part)
    elif isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        yield from _truths(test.operand)
    else:
        yield test
