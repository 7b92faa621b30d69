"""Integer arithmetic with a shorter way: divisors in pairs, sieves, and what `math` and `pow` do in C."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.protocol import Brief
from burner.rules import effects, keeping, kinds, scope
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, atom, block_lines, render
from burner.rules.view import FunctionView

ROOT_BOUND = Card(
    id="BRN851",
    name="trial-division-to-n",
    family="numbers",
    summary="stop looking for a divisor at the square root",
    condition="the loop only leaves at the first divisor: without one up to the root there is none below n; n is an integer",
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
    family="numbers",
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

SIEVE = Card(
    id="BRN853",
    name="primes-by-trial-division",
    family="numbers",
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

EUCLID = Card(
    id="BRN854",
    name="euclid-loop",
    family="numbers",
    summary="let math.gcd find the greatest common divisor",
    condition="both numbers are integers and none is negative",
    example_before="""\
def f(a, b):
    while b:
        a, b = b, a % b
    return a
""",
    example_after="""\
from math import gcd


def f(a, b):
    a, b = gcd(a, b), 0
    return a
""",
    refuses=(
        """\
def f(a, b):
    steps = 0
    while b:
        a, b = b, a % b
        steps += 1
    return steps
""",
        """\
def f(a, b):
    while b:
        a, b = b, a // b
    return a
""",
        """\
def f(a, b, c):
    while c:
        a, b = b, a % b
    return a
""",
    ),
)

PRODUCT = Card(
    id="BRN855",
    name="product-loop",
    family="numbers",
    summary="let math.prod multiply",
    condition="the loop does nothing but multiply; the start is 1",
    example_before="""\
def f(numbers):
    result = 1
    for n in numbers:
        result *= n
    return result
""",
    example_after="""\
from math import prod


def f(numbers):
    result = prod(numbers)
    return result
""",
    refuses=(
        """\
def f(numbers):
    result = 1
    for n in numbers:
        result *= n
        print(result)
    return result
""",
        """\
def f(numbers):
    result = 1
    for n in numbers:
        result *= n + result
    return result
""",
        """\
def f(numbers):
    result = 2
    for n in numbers:
        result *= n
    return result, n
""",
    ),
)

POWER = Card(
    id="BRN856",
    name="power-then-modulo",
    family="numbers",
    summary="let pow reduce while it multiplies",
    condition="base, exponent and modulus are integers; a negative exponent and a modulus of 0 are left as they were",
    example_before="""\
def f(base: int, exponent: int, modulus: int):
    return base**exponent % modulus
""",
    example_after="""\
def f(base: int, exponent: int, modulus: int):
    return pow(base, exponent, modulus) if exponent >= 0 and modulus else base**exponent % modulus
""",
    refuses=(
        """\
def f(base, exponent, modulus):
    return base**exponent + modulus
""",
        """\
def f(base: float, exponent: int, modulus: int):
    return base**exponent % modulus
""",
        """\
def f(base: int, modulus: int):
    return base**2 % modulus
""",
    ),
)

BITS = Card(
    id="BRN857",
    name="ones-by-text",
    family="numbers",
    summary="count the ones of an integer without its text",
    condition="Python 3.10 or newer; the argument is an integer",
    example_before="""\
def f(masks):
    return [bin(mask).count("1") for mask in masks]
""",
    example_after="""\
def f(masks):
    return [mask.bit_count() for mask in masks]
""",
    refuses=(
        """\
def f(masks):
    return [bin(mask).count("0") for mask in masks]
""",
        """\
def f(masks):
    return [bin(mask).count("1", 3) for mask in masks]
""",
        """\
def f(mask):
    return hex(mask).count("1")
""",
    ),
)


def root_bound(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """End trial division at the square root."""
    for node in view.nodes():
        if isinstance(node, ast.For) and isinstance(node.target, ast.Name) and not node.orelse:
            number = _tested(view, node)
            stop = _stop(view, node.iter)
            if number is None or stop is None or not _only_leaves(node) or not _first_leaves(view, node, number):
                continue
            if isinstance(stop, ast.BinOp) and isinstance(stop.left, ast.Call):
                if kinds.head(kinds.Kinds(view, brief).of(ast.Name(number))) != "int":
                    continue
            if not _up_to(view, stop, number) or scope.bound(node.body) & {number}:
                continue
            found = view.imported("math", "isqrt")
            if found is None:
                continue
            edits = Edits(view)
            edits.replace(stop, f"{found[0]}(max({number}, 0)) + 1")
            yield from _made(view, edits, found[1], "a divisor is looked for up to the square root", node.lineno)


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
    inside = {id(n) for n in ast.walk(node)}
    if any(id(n) not in inside and isinstance(n.ctx, ast.Load) for n in view.uses(node.target.id)):
        return
    source = _divisor_list(view, node.iter, number)
    if source is None:
        return
    edits = Edits(view)
    edits.replace(node.iter, source[0])
    if first is test.test:
        body = "\n".join(f"{view.indent(test)}{line}" if line else "" for line in block_lines(view, test.body))
        edits.replace_span(view.line_starts[test.lineno - 1], view.span(test)[1], body)
    else:
        _drop_first(view, edits, test.test)
    yield from _with_helper(view, edits, source, node.lineno)


def _first_test(test: ast.expr) -> ast.expr:
    return test.values[0] if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) else test


def _drop_first(view: FunctionView, edits: Edits, test: ast.expr) -> None:
    """Remove the first part of `a and b`."""
    assert isinstance(test, ast.BoolOp)
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
        edits.replace_span(view.span(node.iter)[0], view.span(first)[1], source[0])
    else:
        edits.replace(node.iter, source[0])
        _drop_first(view, edits, node.ifs[0])
    above = view.parents[node]
    assert isinstance(above, ast.expr)
    yield from _with_helper(view, edits, source, above.lineno)


def _divisor_list(
    view: FunctionView, source: ast.expr, number: str
) -> tuple[str, str, tuple[str, ...], str | None] | None:
    """Return the expression of the divisors that a range holds, the helper's name, imports, and its text where it is new."""
    stop = _stop(view, source)
    found = view.imported("math", "isqrt")
    if stop is None or found is None or not isinstance(source, ast.Call):
        return None
    first = source.args[0].value if len(source.args) > 1 and isinstance(source.args[0], ast.Constant) else None
    if first not in {1, 2}:
        return None
    with_itself = _is_plus_one(stop, number)
    if not with_itself and not _up_to(view, stop, number):
        return None
    names = [n.name for n in view.tree.body if isinstance(n, ast.FunctionDef) and n.name.startswith("_divisors")]
    existing = [
        n for n in names if (f := view.function(n)) is not None and view.source(f) == _divisors_text(n, found[0])
    ]
    helper = existing[0] if existing else view.fresh("_divisors")
    cut = f"[{'1' if first == 2 else ''}:{'' if with_itself else '-1'}]"
    text = f"{helper}({number}){cut if cut != '[:]' else ''}"
    return text, helper, found[1], None if existing else _divisors_text(helper, found[0])


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


def _with_helper(
    view: FunctionView, edits: Edits, source: tuple[str, str, tuple[str, ...], str | None], line: int
) -> Iterator[Rewrite]:
    _, helper, imports, text = source
    try:
        made = edits.result()
    except ValueError:
        return
    functions = {view.qualname: made} | ({helper: text} if text is not None else {})
    yield Rewrite(functions, imports, "divisors are found in pairs up to the square root", line)


def sieve(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Sieve once where a loop over a range tests each number for being prime."""
    for node in view.nodes():
        if not isinstance(node, (ast.For, ast.comprehension)) or not isinstance(node.target, ast.Name):
            continue
        stop = _stop(view, node.iter)
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
    names = [n.name for n in view.tree.body if isinstance(n, ast.FunctionDef) and n.name.startswith("_prime_flags")]
    existing = [n for n in names if (f := view.function(n)) is not None and view.source(f) == _sieve_text(n, root[0])]
    helper = existing[0] if existing else view.fresh("_prime_flags")
    flags = view.fresh("prime_flags")
    edits = Edits(view)
    edits.before(place, [f"{flags} = {helper}({render(view, stop)})"])
    for call in dict.fromkeys(calls):
        text = f"{flags}[{render(view, call.args[0])}]"
        edits.replace(call, text if _tested_only(view, call) else f"({text} == 1)")
    try:
        made = edits.result()
    except ValueError:
        return
    functions = {view.qualname: made} | ({} if existing else {helper: _sieve_text(helper, root[0])})
    yield Rewrite(functions, root[1], "primes are sieved once", statement.lineno)


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
        isinstance(above, ast.IfExp) and any(n is call for n in ast.walk(above.test))
    )


def _asks_prime(view: FunctionView, call: ast.Call, number: str) -> bool:
    other = effects.callee(view, call)
    if other is None or len(call.args) != 1 or call.keywords or not _is_name(call.args[0], number):
        return False
    return is_primality_test(other)


def _knows_small(view: FunctionView, call: ast.Call) -> bool:
    """Return whether a primality test says something of its own about 0 and 1."""
    other = effects.callee(view, call)
    tests = [] if other is None else [n for n in other.everything() if isinstance(n, ast.Compare)]
    return any(
        isinstance(t.ops[0], (ast.Lt, ast.LtE, ast.Gt, ast.GtE)) and _is_number(t.comparators[0], 2) for t in tests
    ) or any(isinstance(t.ops[0], (ast.LtE, ast.Gt)) and _is_number(t.comparators[0], 1) for t in tests)


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
        return right and _divides(item.left, number) and _is_number(item.comparators[0], 0)
    return not negated and _divides(item, number)


def _divides(node: ast.expr, number: str) -> bool:
    return (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Mod)
        and _is_name(node.left, number)
        and isinstance(node.right, ast.Name)
    )


def euclid(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Replace Euclid's loop by math.gcd."""
    known = kinds.Kinds(view, brief)
    for node in view.nodes():
        if not isinstance(node, ast.While) or node.orelse:
            continue
        names = _euclid(node)
        found = view.imported("math", "gcd")
        if names is None or found is None:
            continue
        if any((kind := known.of(ast.Name(n))) is not None and kinds.head(kind) != "int" for n in names):
            continue
        edits = Edits(view)
        edits.lines(node, [f"{names[0]}, {names[1]} = {found[0]}({names[0]}, {names[1]}), 0"])
        yield from _made(view, edits, found[1], "math.gcd instead of a loop", node.lineno)


def _euclid(node: ast.While) -> tuple[str, str] | None:
    test = node.test
    if (
        isinstance(test, ast.Compare)
        and isinstance(test.ops[0], (ast.NotEq, ast.Gt))
        and _is_number(test.comparators[0], 0)
    ):
        test = test.left
    if not isinstance(test, ast.Name):
        return None
    b = test.id
    match node.body:
        case [ast.Assign(targets=[ast.Tuple(elts=[ast.Name(id=x), ast.Name(id=y)])],
                         value=ast.Tuple(elts=[ast.Name(id=p), ast.BinOp(ast.Name(id=q), ast.Mod(), ast.Name(id=r))]))]:  # fmt: skip
            good = y == b and p == b and r == b and q == x != b
            return (x, b) if good else None
        case [ast.Assign(targets=[ast.Name(id=t)], value=ast.BinOp(ast.Name(id=q), ast.Mod(), ast.Name(id=r))),
              ast.Assign(targets=[ast.Name(id=x)], value=ast.Name(id=p)),
              ast.Assign(targets=[ast.Name(id=y)], value=ast.Name(id=s))]:  # fmt: skip
            return (x, b) if y == b and p == b and r == b and q == x != b and s == t else None
        case [ast.Assign(targets=[ast.Name(id=t)], value=ast.Name(id=p)),
              ast.Assign(targets=[ast.Name(id=y)], value=ast.BinOp(ast.Name(id=q), ast.Mod(), ast.Name(id=r))),
              ast.Assign(targets=[ast.Name(id=x)], value=ast.Name(id=s))]:  # fmt: skip
            return (x, b) if p == y == r == b and q == x != b and s == t else None
    return None


def product(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Replace loops that only multiply by math.prod or math.factorial."""
    known = kinds.Kinds(view, brief)
    for node in view.nodes():
        if not isinstance(node, ast.For) or node.orelse or not isinstance(node.target, (ast.Name, ast.Tuple)):
            continue
        before = view.before(node)
        name = _multiplied(node)
        if name is None or not before or not _starts_at_one(before[0], name) or not view.starts_line(node):
            continue
        factor = node.body[0].value  # type: ignore[attr-defined]
        targets = {n.id for n in ast.walk(node.target) if isinstance(n, ast.Name)}
        rest = [n for s in view.after(node) for n in ast.walk(s)] + [
            n for loop in view.loops(node) for n in ast.walk(loop)
        ]
        inside = {id(n) for n in ast.walk(node)}
        if name in scope.read([factor, node.iter]) or any(
            isinstance(n, ast.Name) and n.id in targets and id(n) not in inside for n in rest
        ):
            continue
        lazy = any(isinstance(n, (ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr)) for n in ast.walk(node))
        if lazy or kinds.head(known.of(factor)) in {"str", "list", "ndarray"}:
            continue
        yield from _multiplication(view, node, before[0], name, factor)


def _multiplication(
    view: FunctionView, node: ast.For, start: ast.stmt, name: str, factor: ast.expr
) -> Iterator[Rewrite]:
    stop = _stop(view, node.iter)
    bound = (
        stop.left
        if isinstance(stop, ast.BinOp) and isinstance(stop.left, ast.Name) and _is_plus_one(stop, stop.left.id)
        else None
    )
    low = (
        isinstance(node.iter, ast.Call)
        and len(node.iter.args) == 2
        and any(_is_number(node.iter.args[0], k) for k in (1, 2))
    )
    if bound is not None and low and isinstance(node.target, ast.Name) and _is_name(factor, node.target.id):
        found = view.imported("math", "factorial")
        text = f"{{}}({bound.id}) if {bound.id} > 1 else 1"
    else:
        found = view.imported("math", "prod")
        same = isinstance(node.target, ast.Name) and _is_name(factor, node.target.id)
        items = f"{render(view, factor)} for {render(view, node.target)} in {render(view, node.iter)}"
        text = f"{{}}({render(view, node.iter) if same else items})"
    if found is None:
        return
    edits = Edits(view)
    edits.delete(start)
    edits.lines(node, [f"{name} = {text.format(found[0])}"])
    yield from _made(view, edits, found[1], "math multiplies instead of a loop", node.lineno)


def _multiplied(node: ast.For) -> str | None:
    match node.body:
        case [ast.AugAssign(target=ast.Name(id=name), op=ast.Mult())]:
            return name
    return None


def _starts_at_one(statement: ast.stmt, name: str) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(id=target)], value=value):
            return target == name and _is_number(value, 1)
    return False


def power(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Let pow take the modulus."""
    known = kinds.Kinds(view, brief)
    for node in view.nodes():
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mod):
            continue
        inner = node.left
        if isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Pow):
            base, exponent = inner.left, inner.right
        elif (call := view.call(inner, "pow")) and len(call.args) == 2:
            base, exponent = call.args
        else:
            continue
        if isinstance(exponent, ast.Constant) or view.shadowed("pow"):
            continue
        if any(kinds.head(known.of(part)) != "int" for part in (base, exponent, node.right)):
            continue
        if not isinstance(exponent, ast.Name) or not isinstance(node.right, (ast.Name, ast.Constant)):
            continue
        above = view.parents[node]
        if isinstance(above, ast.IfExp) and above.orelse is node and view.call(above.body, "pow"):
            continue
        zero = "" if isinstance(node.right, ast.Constant) and node.right.value else f" and {render(view, node.right)}"
        short = f"pow({render(view, base)}, {exponent.id}, {render(view, node.right)})"
        text = f"{short} if {exponent.id} >= 0{zero} else {render(view, node)}"
        edits = Edits(view)
        edits.replace(node, text if isinstance(view.parents[node], (ast.Return, ast.Assign)) else f"({text})")
        yield from _made(view, edits, (), "pow reduces while it multiplies", node.lineno)


def bits(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Count ones by bit_count."""
    if brief.python < (3, 10):
        return
    for node in view.nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "count":
            inner = view.call(node.func.value, "bin")
            if (
                inner
                and len(inner.args) == 1
                and len(node.args) == 1
                and not node.keywords
                and _is_number(node.args[0], "1")
            ):
                edits = Edits(view)
                edits.replace(node, f"{atom(view, inner.args[0])}.bit_count()")
                yield from _made(view, edits, (), "ones are counted without text", node.lineno)


# -- shapes ---------------------------------------------------------------------------------------------------------


def _is_name(node: ast.AST | None, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_number(node: ast.AST | None, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value == value and type(node.value) is type(value)


def _stop(view: FunctionView, source: ast.expr) -> ast.expr | None:
    """Return where a range of step 1 stops."""
    call = view.call(source, "range")
    if call is None or call.keywords or len(call.args) not in {1, 2}:
        return None
    return call.args[-1]


def _divided(test: ast.expr, divisor: str) -> str | None:
    """Return n of `n % divisor == 0` and `not n % divisor`."""
    match test:
        case ast.Compare(
            left=ast.BinOp(ast.Name(id=number), ast.Mod(), ast.Name(id=by)), ops=[ast.Eq()], comparators=[zero]
        ):
            return number if by == divisor != number and _is_number(zero, 0) else None
        case ast.UnaryOp(op=ast.Not(), operand=ast.BinOp(ast.Name(id=number), ast.Mod(), ast.Name(id=by))):
            return number if by == divisor != number else None
    return None


def _tested(_view: FunctionView, node: ast.For) -> str | None:
    """Return n where a loop over d does nothing but leave when d divides n."""
    assert isinstance(node.target, ast.Name)
    if len(node.body) != 1 or not isinstance(node.body[0], ast.If) or node.body[0].orelse:
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
    assert isinstance(node.iter, ast.Call) and isinstance(node.target, ast.Name)
    first = node.iter.args[0] if len(node.iter.args) == 2 else None
    if not (isinstance(first, ast.Constant) and first.value in {2, 3}):
        return False
    inside = {id(n) for n in ast.walk(node)}
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
            return name == number and _is_number(two, 2) and _is_number(one, 1)
        case ast.BinOp(ast.Call() as half, ast.Add(), one) if view.call(half, "int"):
            inner = half.args[0] if len(half.args) == 1 else None
            return (
                isinstance(inner, ast.BinOp)
                and isinstance(inner.op, ast.Div)
                and _is_name(inner.left, number)
                and _is_number(inner.right, 2)
                and _is_number(one, 1)
            )
    return False


def _is_plus_one(stop: ast.expr, number: str) -> bool:
    match stop:
        case ast.BinOp(ast.Name(id=name), ast.Add(), one):
            return name == number and _is_number(one, 1)
    return False


def _made(view: FunctionView, edits: Edits, imports: tuple[str, ...], note: str, line: int) -> Iterator[Rewrite]:
    try:
        text = edits.result()
    except ValueError:
        return
    yield Rewrite({view.qualname: text}, imports, note, line)


RULES = (
    Rule(SIEVE, sieve),
    Rule(DIVISORS, divisors),
    Rule(ROOT_BOUND, root_bound),
    Rule(EUCLID, euclid),
    Rule(PRODUCT, product),
    Rule(POWER, power),
    Rule(BITS, bits),
)
