"""Primes up to a known bound are sieved once instead of tried one by one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial

from burner.policy.protocol import Brief
from burner.rules import effects, keeping, scope
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, render
from burner.rules.integers import is_name, is_number, range_stop
from burner.rules.making import helper, made
from burner.rules.view import FunctionView

SIEVE = Card(
    id="BRN853",
    name="primes-by-trial-division",
    family="primes",
    summary="sieve the primes up to the bound of the loop once",
    condition="the loop asks a primality test for each number of a range that starts at a constant",
    example_before="""\
def is_prime(n):
    if n < 2:
        return False
    for d in range(2, int(n**0.5) + 1):
        if n % d == 0:
            return False
    return True


def f(limit):
    return [n for n in range(2, limit + 1) if is_prime(n)]
""",
    example_after="""\
from math import isqrt


def is_prime(n):
    if n < 2:
        return False
    for d in range(2, int(n**0.5) + 1):
        if n % d == 0:
            return False
    return True


def f(limit):
    prime_flags = _prime_flags(limit + 1)
    return [n for n in range(2, limit + 1) if prime_flags[n]]


def _prime_flags(stop):
    # Sieve of Eratosthenes: one byte per number below stop, 1 for primes.
    flags = bytearray(b"\\x01") * max(stop, 2)
    flags[0] = flags[1] = 0
    for number in range(2, isqrt(len(flags) - 1) + 1):
        if flags[number]:
            flags[number * number :: number] = bytes(len(range(number * number, len(flags), number)))
    return flags
""",
    refuses=(
        """\
def is_prime(n):
    for d in range(2, n):
        if n % d == 0:
            return False
    return True


def f(numbers):
    return [n for n in numbers if is_prime(n)]
""",
        """\
def is_even(n):
    return n % 2 == 0


def f(limit):
    return [n for n in range(2, limit) if is_even(n)]
""",
        """\
def is_prime(n, seen):
    seen.append(n)
    for d in range(2, n):
        if n % d == 0:
            return False
    return True


def f(limit, seen):
    return [n for n in range(2, limit) if is_prime(n, seen)]
""",
    ),
)


def sieve(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Sieve once where a loop over a range tests each number for being prime."""
    for node in view.nodes():
        if not isinstance(node, (ast.For, ast.comprehension)) or not isinstance(node.target, ast.Name):
            continue
        stop = range_stop(view, node.iter)
        inside = node.body if isinstance(node, ast.For) else [*node.ifs, view.parents[node]]
        first = node.iter.args[0] if isinstance(node.iter, ast.Call) and len(node.iter.args) == 2 else ast.Constant(0)
        low = first.value if isinstance(first, ast.Constant) and isinstance(first.value, int) else -1
        if stop is None or low < 0 or node.target.id in scope.bound(inside if isinstance(node, ast.For) else []):
            continue
        calls = [c for c in scope.walk(inside) if isinstance(c, ast.Call) and _asks_prime(view, c, node.target.id)]
        found = view.imported("math", "isqrt")
        ends_early = any(isinstance(n, (ast.Break, ast.Return, ast.Yield)) for n in scope.walk(inside))
        if not calls or found is None or ends_early:
            continue
        if low < 2 and not all(_knows_small(view, c) for c in calls):
            continue
        yield from _sieved(view, view.statement(node if isinstance(node, ast.For) else node.iter), calls, stop, found)


def _sieved(
    view: FunctionView, statement: ast.stmt, calls: list[ast.Call], stop: ast.expr, root: tuple[str, tuple[str, ...]]
) -> Iterator[Rewrite]:
    outer = view.loops(statement)
    if not view.starts_line(statement) or isinstance(statement, ast.While):
        return
    if outer and not keeping.settled(view, stop) and scope.read(stop) & scope.bound(outer[-1]):
        return
    place = outer[-1] if outer else statement
    name, functions = helper(view, "_prime_flags", partial(_sieve_text, root=root[0]))
    flags = view.fresh("prime_flags")
    edits = Edits(view)
    edits.before(place, [f"{flags} = {name}({render(view, stop)})"])
    for call in dict.fromkeys(calls):
        text = f"{flags}[{render(view, call.args[0])}]"
        edits.replace(call, text if _tested_only(view, call) else f"({text} == 1)")
    yield from made(view, edits, "primes are sieved once", statement.lineno, root[1], functions)


def _sieve_text(name: str, root: str) -> str:
    return "\n".join(
        [
            f"def {name}(stop):",
            "    # Sieve of Eratosthenes: one byte per number below stop, 1 for primes.",
            '    flags = bytearray(b"\\x01") * max(stop, 2)',
            "    flags[0] = flags[1] = 0",
            f"    for number in range(2, {root}(len(flags) - 1) + 1):",
            "        if flags[number]:",
            "            flags[number * number :: number] = bytes(len(range(number * number, len(flags), number)))",
            "    return flags",
        ]
    )


def _tested_only(view: FunctionView, call: ast.Call) -> bool:
    above = view.parents[call]
    while isinstance(above, (ast.BoolOp, ast.UnaryOp)):
        above = view.parents[above]
    return isinstance(above, (ast.If, ast.While, ast.comprehension)) or (
        isinstance(above, ast.IfExp) and any(n is call for n in scope.walk(above.test))
    )


def _asks_prime(view: FunctionView, call: ast.Call, number: str) -> bool:
    other = effects.callee(view, call)
    if other is None or len(call.args) != 1 or call.keywords or not is_name(call.args[0], number):
        return False
    return is_primality_test(other)


def _knows_small(view: FunctionView, call: ast.Call) -> bool:
    """Return whether a primality test says something of its own about 0 and 1."""
    other = effects.callee(view, call)
    tests = [] if other is None else [n for n in other.everything() if isinstance(n, ast.Compare)]
    return any(
        isinstance(t.ops[0], (ast.Lt, ast.LtE, ast.Gt, ast.GtE)) and is_number(t.comparators[0], 2) for t in tests
    ) or any(isinstance(t.ops[0], (ast.LtE, ast.Gt)) and is_number(t.comparators[0], 1) for t in tests)


def is_primality_test(view: FunctionView) -> bool:
    """Return whether a function looks like trial division of its only argument."""
    names = [n for n in view.parameters if n != view.self_name]
    if len(names) != 1 or effects.reading(view) is None or scope.bound(view.node.body) & set(names):
        return False
    number = names[0]
    returns = [n.value for n in view.nodes() if isinstance(n, ast.Return)]
    last = view.node.body[-1]
    if not isinstance(last, ast.Return) or not returns:
        return False
    if isinstance(last.value, ast.Constant) and last.value.value is True:
        divides = [n for n in view.everything() if isinstance(n, ast.Compare) and _divides(n.left, number)]
        loops = [n for n in view.nodes() if isinstance(n, (ast.For, ast.While))]
        constants = [r for r in returns if isinstance(r, ast.Constant) and isinstance(r.value, bool)]
        return bool(divides) and len(loops) == 1 and len(constants) >= len(returns) - 1
    negated = isinstance(last.value, ast.UnaryOp) and isinstance(last.value.op, ast.Not)
    call = view.call(last.value.operand, "any") if isinstance(last.value, ast.UnaryOp) else view.call(last.value, "all")
    if call is None or len(call.args) != 1 or not isinstance(call.args[0], (ast.GeneratorExp, ast.ListComp)):
        return False
    item = call.args[0].elt
    if isinstance(item, ast.Compare):
        right = isinstance(item.ops[0], ast.Eq) if negated else isinstance(item.ops[0], (ast.NotEq, ast.Gt))
        return right and _divides(item.left, number) and is_number(item.comparators[0], 0)
    return not negated and _divides(item, number)


def _divides(node: ast.expr, number: str) -> bool:
    return (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Mod)
        and is_name(node.left, number)
        and isinstance(node.right, ast.Name)
    )


RULES = (Rule(SIEVE, sieve),)
