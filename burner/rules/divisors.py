"""Divisors are looked for up to the square root, and found in pairs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from burner.policy.protocol import Brief
from burner.rules import kinds, scope, type_names
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, block_lines
from burner.rules.integers import is_name, is_number, is_plus_one, range_stop
from burner.rules.making import helper, made
from burner.rules.view import FunctionView

ROOT_BOUND = Card(
    id="BRN851",
    name="trial-division-to-n",
    family="divisors",
    summary="stop looking for a divisor at the square root",
    condition="the loop only leaves at the first divisor of an integer: without one up to the root there is none",
    example_before="""\
def f(n):
    if n < 2:
        return False
    for d in range(2, n):
        if n % d == 0:
            return False
    return True
""",
    example_after="""\
from math import isqrt


def f(n):
    if n < 2:
        return False
    for d in range(2, isqrt(max(n, 0)) + 1):
        if n % d == 0:
            return False
    return True
""",
    refuses=(
        """\
def f(n):
    found = []
    for d in range(2, n):
        if n % d == 0:
            found.append(d)
    return found
""",
        """\
def f(n):
    for d in range(2, n):
        if n % d == 0:
            return d
        n -= 1
    return n
""",
        """\
def f(n, m):
    for d in range(2, n):
        if m % d == 0:
            return False
    return True
""",
    ),
)


DIVISORS = Card(
    id="BRN852",
    name="divisors-by-scan",
    family="divisors",
    summary="find divisors in pairs up to the square root, and go through them in the same order",
    condition="n is an integer that the loop does not change",
    example_before="""\
def f(n):
    total = 0
    for d in range(1, n):
        if n % d == 0:
            total += d
    return total
""",
    example_after="""\
from math import isqrt


def f(n):
    total = 0
    for d in _divisors(n)[:-1]:
        total += d
    return total


def _divisors(number):
    # Divisors come in pairs, one of them up to the square root; in rising order.
    if number < 1:
        return []
    small = [d for d in range(1, isqrt(number) + 1) if number % d == 0]
    large = [number // d for d in reversed(small)]
    return small + (large[1:] if small[-1] == large[0] else large)
""",
    refuses=(
        """\
def f(n):
    total = 0
    for d in range(1, n):
        if n % d == 0:
            total += d
        else:
            total -= 1
    return total
""",
        """\
def f(n):
    for d in range(1, n):
        if n % d == 0:
            n //= d
    return n
""",
        """\
def f(n, k):
    return [d for d in range(k, n) if n % d == 0]
""",
    ),
)


_PAIRS = "divisors are found in pairs up to the square root"


@dataclass(frozen=True)
class _Source:
    text: str
    """The expression that gives the divisors."""
    imports: tuple[str, ...]
    functions: dict[str, str]
    """The helper, where the module does not have it yet."""


def root_bound(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """End trial division at the square root."""
    for node in view.nodes():
        if isinstance(node, ast.For) and isinstance(node.target, ast.Name) and not node.orelse:
            number = _tested(node)
            stop = range_stop(view, node.iter)
            if number is None or stop is None or not _only_leaves(node) or not _first_leaves(view, node, number):
                continue
            by_float = isinstance(stop, ast.BinOp) and isinstance(stop.left, ast.Call)
            if by_float and type_names.head(kinds.Kinds(view, brief).of(ast.Name(number))) != "int":
                continue
            if not _up_to(view, stop, number) or scope.bound(node.body) & {number}:
                continue
            found = view.imported("math", "isqrt")
            if found is None:
                continue
            edits = Edits(view)
            edits.replace(stop, f"{found[0]}(max({number}, 0)) + 1")
            yield from made(view, edits, "a divisor is looked for up to the square root", node.lineno, found[1])


def divisors(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Go through the divisors only, where a loop or comprehension tests all numbers."""
    for node in view.nodes():
        if isinstance(node, ast.For):
            yield from _divisor_loop(view, node)
        elif isinstance(node, ast.comprehension):
            yield from _divisor_clause(view, node)


def _divisor_loop(view: FunctionView, node: ast.For) -> Iterator[Rewrite]:
    if (
        node.orelse
        or not isinstance(node.target, ast.Name)
        or len(node.body) != 1
        or not isinstance(node.body[0], ast.If)
    ):
        return
    test = node.body[0]
    first = _first_test(test.test)
    number = _divided(first, node.target.id)
    if test.orelse or number is None or scope.bound(node) & {number} or (first is test.test and _only_leaves(node)):
        return
    inside = {id(n) for n in scope.walk(node)}
    if any(id(n) not in inside and isinstance(n.ctx, ast.Load) for n in view.uses(node.target.id)):
        return
    source = _divisor_list(view, node.iter, number)
    if source is None:
        return
    edits = Edits(view)
    edits.replace(node.iter, source.text)
    if first is test.test:
        body = "\n".join(f"{view.indent(test)}{line}" if line else "" for line in block_lines(view, test.body))
        edits.replace_span(view.line_starts[test.lineno - 1], view.span(test)[1], body)
    else:
        _drop_first(view, edits, test.test)
    yield from made(view, edits, _PAIRS, node.lineno, source.imports, source.functions)


def _first_test(test: ast.expr) -> ast.expr:
    return test.values[0] if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) else test


def _drop_first(view: FunctionView, edits: Edits, test: ast.expr) -> None:
    """Remove the first part of `a and b`."""
    if isinstance(test, ast.BoolOp):
        edits.replace_span(view.span(test.values[0])[0], view.span(test.values[1])[0], "")


def _divisor_clause(view: FunctionView, node: ast.comprehension) -> Iterator[Rewrite]:
    if not isinstance(node.target, ast.Name) or not node.ifs:
        return
    first = _first_test(node.ifs[0])
    number = _divided(first, node.target.id)
    source = _divisor_list(view, node.iter, number) if number is not None else None
    if source is None:
        return
    edits = Edits(view)
    if first is node.ifs[0]:
        edits.replace_span(view.span(node.iter)[0], view.span(first)[1], source.text)
    else:
        edits.replace(node.iter, source.text)
        _drop_first(view, edits, node.ifs[0])
    yield from made(view, edits, _PAIRS, node.iter.lineno, source.imports, source.functions)


def _divisor_list(view: FunctionView, source: ast.expr, number: str) -> _Source | None:
    """Return what gives the divisors that a range holds; None for other ranges."""
    stop = range_stop(view, source)
    found = view.imported("math", "isqrt")
    if stop is None or found is None or not isinstance(source, ast.Call):
        return None
    first = source.args[0].value if len(source.args) > 1 and isinstance(source.args[0], ast.Constant) else None
    if first not in {1, 2}:
        return None
    with_itself = is_plus_one(stop, number)
    if not with_itself and not _up_to(view, stop, number):
        return None
    name, functions = helper(view, "_divisors", partial(_divisors_text, root=found[0]))
    cut = f"[{'1' if first == 2 else ''}:{'' if with_itself else '-1'}]"
    text = f"{name}({number}){cut if cut != '[:]' else ''}"
    return _Source(text, found[1], functions)


def _divisors_text(name: str, root: str) -> str:
    return "\n".join(
        [
            f"def {name}(number):",
            "    # Divisors come in pairs, one of them up to the square root; in rising order.",
            "    if number < 1:",
            "        return []",
            f"    small = [d for d in range(1, {root}(number) + 1) if number % d == 0]",
            "    large = [number // d for d in reversed(small)]",
            "    return small + (large[1:] if small[-1] == large[0] else large)",
        ]
    )


def _divided(test: ast.expr, divisor: str) -> str | None:
    """Return n of `n % divisor == 0` and `not n % divisor`."""
    match test:
        case ast.Compare(
            left=ast.BinOp(ast.Name(id=number), ast.Mod(), ast.Name(id=by)), ops=[ast.Eq()], comparators=[zero]
        ):
            return number if by == divisor != number and is_number(zero, 0) else None
        case ast.UnaryOp(op=ast.Not(), operand=ast.BinOp(ast.Name(id=number), ast.Mod(), ast.Name(id=by))):
            return number if by == divisor != number else None
    return None


def _tested(node: ast.For) -> str | None:
    """Return n where a loop over d does nothing but leave when d divides n."""
    if len(node.body) != 1 or not isinstance(node.body[0], ast.If) or node.body[0].orelse:
        return None
    if not isinstance(node.target, ast.Name):
        return None
    return _divided(node.body[0].test, node.target.id)


def _only_leaves(node: ast.For) -> bool:
    """Return whether the body of the loop's only `if` ends the loop, and at most sets flags to constants before."""
    test = node.body[0]
    if not isinstance(test, ast.If) or not isinstance(test.body[-1], (ast.Return, ast.Break)):
        return False
    flags = all(isinstance(s, ast.Assign) and isinstance(s.value, ast.Constant) for s in test.body[:-1])
    leave = test.body[-1]
    return flags and (
        isinstance(leave, ast.Break) or leave.value is None or isinstance(leave.value, (ast.Constant, ast.Name))
    )


def _first_leaves(view: FunctionView, node: ast.For, number: str) -> bool:
    """Return whether it starts at 2 or later, and nothing depends on where the loop ends without a divisor."""
    if not isinstance(node.iter, ast.Call) or not isinstance(node.target, ast.Name):
        return False
    first = node.iter.args[0] if len(node.iter.args) == 2 else None
    if not (isinstance(first, ast.Constant) and first.value in {2, 3}):
        return False
    inside = {id(n) for n in scope.walk(node)}
    return (
        all(id(n) in inside or isinstance(n.ctx, ast.Store) for n in view.uses(node.target.id))
        and number != node.target.id
    )


def _up_to(view: FunctionView, stop: ast.expr, number: str) -> bool:
    """Return whether a bound is n, n // 2 + 1 or the like: every divisor of n but n itself lies below it."""
    match stop:
        case ast.Name(id=name):
            return name == number
        case ast.BinOp(ast.BinOp(ast.Name(id=name), ast.FloorDiv(), two), ast.Add(), one):
            return name == number and is_number(two, 2) and is_number(one, 1)
        case ast.BinOp(ast.Call() as half, ast.Add(), one) if view.call(half, "int"):
            inner = half.args[0] if len(half.args) == 1 else None
            return (
                isinstance(inner, ast.BinOp)
                and isinstance(inner.op, ast.Div)
                and is_name(inner.left, number)
                and is_number(inner.right, 2)
                and is_number(one, 1)
            )
    return False


RULES = (Rule(DIVISORS, divisors), Rule(ROOT_BOUND, root_bound))
