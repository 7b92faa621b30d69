"""Integer arithmetic that `math`, `pow` and the integers themselves do in C."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.protocol import Brief
from burner.rules import kinds, scope, type_names
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, atom, render
from burner.rules.integers import is_name, is_number, is_plus_one, range_stop
from burner.rules.making import made
from burner.rules.view import FunctionView

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
        if any((kind := known.of(ast.Name(n))) is not None and type_names.head(kind) != "int" for n in names):
            continue
        edits = Edits(view)
        edits.lines(node, [f"{names[0]}, {names[1]} = {found[0]}({names[0]}, {names[1]}), 0"])
        yield from made(view, edits, "math.gcd instead of a loop", node.lineno, found[1])


def _euclid(node: ast.While) -> tuple[str, str] | None:
    test = node.test
    if (
        isinstance(test, ast.Compare)
        and isinstance(test.ops[0], (ast.NotEq, ast.Gt))
        and is_number(test.comparators[0], 0)
    ):
        test = test.left
    if not isinstance(test, ast.Name):
        return None
    b = test.id
    match node.body:
        case [ast.Assign(targets=[ast.Tuple(elts=[ast.Name(id=x), ast.Name(id=y)])], value=ast.Tuple(elts=[
                ast.Name(id=p), ast.BinOp(ast.Name(id=q), ast.Mod(), ast.Name(id=r))]))]:  # fmt: skip
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
        targets = {n.id for n in scope.walk(node.target) if isinstance(n, ast.Name)}
        rest = [n for s in view.after(node) for n in scope.walk(s)] + [
            n for loop in view.loops(node) for n in scope.walk(loop)
        ]
        inside = {id(n) for n in scope.walk(node)}
        if name in scope.read([factor, node.iter]) or any(
            isinstance(n, ast.Name) and n.id in targets and id(n) not in inside for n in rest
        ):
            continue
        lazy = any(isinstance(n, (ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr)) for n in scope.walk(node))
        if lazy or type_names.head(known.of(factor)) in {"str", "list", "ndarray"}:
            continue
        yield from _multiplication(view, node, before[0], name, factor)


def _multiplication(
    view: FunctionView, node: ast.For, start: ast.stmt, name: str, factor: ast.expr
) -> Iterator[Rewrite]:
    stop = range_stop(view, node.iter)
    bound = (
        stop.left
        if isinstance(stop, ast.BinOp) and isinstance(stop.left, ast.Name) and is_plus_one(stop, stop.left.id)
        else None
    )
    low = (
        isinstance(node.iter, ast.Call)
        and len(node.iter.args) == 2
        and any(is_number(node.iter.args[0], k) for k in (1, 2))
    )
    if bound is not None and low and isinstance(node.target, ast.Name) and is_name(factor, node.target.id):
        found = view.imported("math", "factorial")
        text = f"{{}}({bound.id}) if {bound.id} > 1 else 1"
    else:
        found = view.imported("math", "prod")
        same = isinstance(node.target, ast.Name) and is_name(factor, node.target.id)
        items = f"{render(view, factor)} for {render(view, node.target)} in {render(view, node.iter)}"
        text = f"{{}}({render(view, node.iter) if same else items})"
    if found is None:
        return
    edits = Edits(view)
    edits.delete(start)
    edits.lines(node, [f"{name} = {text.format(found[0])}"])
    yield from made(view, edits, "math multiplies instead of a loop", node.lineno, found[1])


def _multiplied(node: ast.For) -> str | None:
    match node.body:
        case [ast.AugAssign(target=ast.Name(id=name), op=ast.Mult())]:
            return name
    return None


def _starts_at_one(statement: ast.stmt, name: str) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(id=target)], value=value):
            return target == name and is_number(value, 1)
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
        if any(type_names.head(known.of(part)) != "int" for part in (base, exponent, node.right)):
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
        yield from made(view, edits, "pow reduces while it multiplies", node.lineno)


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
                and is_number(node.args[0], "1")
            ):
                edits = Edits(view)
                edits.replace(node, f"{atom(view, inner.args[0])}.bit_count()")
                yield from made(view, edits, "ones are counted without text", node.lineno)


RULES = (
    Rule(EUCLID, euclid),
    Rule(PRODUCT, product),
    Rule(POWER, power),
    Rule(BITS, bits),
)
