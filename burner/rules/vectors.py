"""Loops over the elements of arrays become expressions over whole arrays."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import keeping, library, scope
from burner.rules.arrays import FRESH_MAKERS, is_array, numpy_name
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, block_lines, indented, render
from burner.rules.making import made
from burner.rules.purity import root
from burner.rules.view import FunctionView

WHERE = Card(
    id="BRN863",
    name="places-in-array-by-loop",
    family="vectors",
    summary="find places by comparing whole arrays instead of neighbours one by one",
    condition="the array has one dimension; elements at fixed distances are only compared with values that stay",
    example_before="""\
import numpy as np


def f(trace, limit):
    trace = np.asarray(trace)
    found = []
    for i in range(1, len(trace)):
        if trace[i] > limit and trace[i - 1] <= limit:
            found.append(i)
    return found
""",
    example_after="""\
import numpy as np


def f(trace, limit):
    trace = np.asarray(trace)
    found = []
    if trace.ndim == 1:
        for i in (np.flatnonzero((trace[1:] > limit) & (trace[:-1] <= limit)) + 1).tolist():
            found.append(i)
    else:
        for i in range(1, len(trace)):
            if trace[i] > limit and trace[i - 1] <= limit:
                found.append(i)
    return found
""",
    refuses=(
        """\
import numpy as np


def f(trace, limit):
    trace = np.asarray(trace)
    found = []
    for i in range(1, len(trace)):
        if trace[i] > limit and trace[i - 2] <= limit:
            found.append(i)
    return found
""",
        """\
import numpy as np


def f(trace, limit):
    trace = np.asarray(trace)
    for i in range(len(trace)):
        if trace[i] > limit:
            limit = trace[i]
    return limit
""",
        """\
def f(trace, limit):
    found = []
    for i in range(len(trace)):
        if trace[i] > limit:
            found.append(i)
    return found
""",
    ),
)


def where(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Compare whole arrays instead of elements."""
    numpy = numpy_name(view)
    if numpy is None or view.lazy:
        return
    for node in view.nodes():
        if (
            not isinstance(node, ast.For)
            or node.orelse
            or not isinstance(node.target, ast.Name)
            or not view.starts_line(node)
        ):
            continue
        if len(node.body) != 1 or not isinstance(node.body[0], ast.If) or node.body[0].orelse:
            continue
        array = _ranged_array(view, node.iter)
        if array is None or not is_array(view, brief, array[0]):
            continue
        name, low = array
        if any(isinstance(a, ast.If) and f"{name}.ndim" in view.source(a.test) for a in view.above(node)):
            continue
        index = node.target.id
        tests, inner = _tests(node.body[0])
        after = {n.id for s in view.after(node) for n in scope.walk(s) if isinstance(n, ast.Name)}
        if inner is None or index in after or view.loops(node):
            continue
        if {name} & scope.bound(node.body) or _changes_array(node.body, name) or index in scope.bound(node.body):
            continue
        parts = [_vector(view, t, name, index, low, scope.bound(node)) for t in tests]
        if any(p is None for p in parts):
            continue
        text = " & ".join(f"({p})" if len(parts) > 1 else str(p) for p in parts)
        shift = f"({numpy}.flatnonzero({text}) + {low})" if low else f"{numpy}.flatnonzero({text})"
        unit = view.unit
        lines = [f"for {index} in {shift}.tolist():", *indented(block_lines(view, inner), unit)]
        if not _asks_dimensions(view, name):
            old = indented(block_lines(view, [node]), unit)
            lines = [f"if {name}.ndim == 1:", *indented(lines, unit), "else:", *old]
        edits = Edits(view)
        edits.lines(node, lines)
        yield from made(view, edits, f"whole arrays are compared instead of elements of {name}", node.lineno)


def _asks_dimensions(view: FunctionView, name: str) -> bool:
    """Return whether the function says itself what it does with arrays of other dimensions."""
    return any(
        isinstance(n, ast.Attribute) and n.attr == "ndim" and isinstance(n.value, ast.Name) and n.value.id == name
        for n in view.nodes()
    )


def _ranged_array(view: FunctionView, source: ast.expr) -> tuple[str, int] | None:
    """Return array and start of `range(start, len(array))`."""
    call = view.call(source, "range")
    if call is None or not 1 <= len(call.args) <= 2 or call.keywords:
        return None
    low = call.args[0] if len(call.args) == 2 else ast.Constant(0)
    name = _length_of(view, call.args[-1])
    if name is None or not isinstance(low, ast.Constant) or not isinstance(low.value, int) or not 0 <= low.value <= 8:
        return None
    return name, low.value


def _length_of(view: FunctionView, node: ast.expr) -> str | None:
    """Return the array whose length an expression is: `len(a)`, `a.shape[0]`, `a.size`, or a name of one of these."""
    match node:
        case ast.Call(args=[ast.Name(id=name)]) if view.call(node, "len"):
            return name
        case ast.Subscript(value=ast.Attribute(value=ast.Name(id=name), attr="shape"), slice=ast.Constant(value=0)):
            return name
        case ast.Attribute(value=ast.Name(id=name), attr="size"):
            return name
        case ast.Name(id=name) if keeping.settled(view, node):
            stores = [view.parents[n] for n in view.uses(name) if isinstance(n.ctx, ast.Store)]
            if len(stores) == 1 and isinstance(stores[0], ast.Assign) and not isinstance(stores[0].value, ast.Name):
                return _length_of(view, stores[0].value)
    return None


def _tests(node: ast.If) -> tuple[list[ast.expr], list[ast.stmt] | None]:
    """Return the conditions of nested plain `if`s, and the statements inside them."""
    tests: list[ast.expr] = []
    while True:
        tests += (
            node.test.values if isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.And) else [node.test]
        )
        if len(node.body) == 1 and isinstance(node.body[0], ast.If) and not node.body[0].orelse:
            node = node.body[0]
            continue
        return tests, node.body


def _vector(view: FunctionView, test: ast.expr, name: str, index: str, low: int, stored: set[str]) -> str | None:
    """Return a comparison of elements as a comparison of slices; None if it is more than that."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        return _first_or(view, test, name, index, low, stored)
    if (
        not isinstance(test, ast.Compare)
        or len(test.ops) != 1
        or isinstance(test.ops[0], (ast.In, ast.NotIn, ast.Is, ast.IsNot))
    ):
        return None
    sides = [_side(view, s, name, index, low, stored) for s in (test.left, test.comparators[0])]
    if any(s is None for s in sides) or not any(s is not None and s.split("[")[0] == name for s in sides):
        return None
    sign = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}[type(test.ops[0])]
    return f"{sides[0]} {sign} {sides[1]}"


def _first_or(view: FunctionView, test: ast.BoolOp, name: str, index: str, low: int, stored: set[str]) -> str | None:
    """Return `i == 0 or a[i - 1] ...` as a whole-array condition that is true at the first place."""
    match test.values:
        case [ast.Compare(left=ast.Name(id=left), ops=[ast.Eq()], comparators=[ast.Constant(value=0)]), other] if (
            left == index
        ):
            if low != 0:
                return None
            rest = _vector(view, other, name, index, 1, stored)
            numpy = numpy_name(view)
            return f"{numpy}.concatenate(([True], {rest}))[:len({name})]" if rest is not None else None
    return None


def _side(view: FunctionView, node: ast.expr, name: str, index: str, low: int, stored: set[str]) -> str | None:
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == name:
        distance = _distance(node.slice, index)
        if distance is None or low + distance < 0 or distance > 0:
            return None
        first = low + distance
        return f"{name}[{first or ''}:{distance or ''}]" if first or distance else name
    names = scope.read(node)
    good = isinstance(node, (ast.Name, ast.Constant, ast.UnaryOp)) and not names & (stored | {index, name})
    return render(view, node) if good else None


def _distance(node: ast.expr, index: str) -> int | None:
    match node:
        case ast.Name(id=name) if name == index:
            return 0
        case ast.BinOp(left=ast.Name(id=name), op=ast.Sub(), right=ast.Constant(value=int() as by)) if name == index:
            return -by
    return None


def _changes_array(nodes: list[ast.stmt], name: str) -> bool:
    for node in scope.walk(nodes):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and root(node) == name:
            return True
        if isinstance(node, ast.Call) and any(isinstance(a, ast.Name) and a.id == name for a in node.args):
            return True
    return False


ELEMENTWISE = Card(
    id="BRN864",
    name="elementwise-loop",
    family="vectors",
    summary="compute whole arrays instead of their elements one by one",
    condition="each round stores sums, products and comparisons of elements at fixed distances; what"
    " is stored is not read at another place",
    example_before="""\
import numpy as np


def f(a, b, scale):
    a = np.asarray(a)
    b = np.asarray(b)
    out = np.zeros(len(a))
    for i in range(1, len(a)):
        out[i] = (a[i] - a[i - 1]) * scale if b[i] > 0 else b[i]
    return out
""",
    example_after="""\
import numpy as np


def f(a, b, scale):
    a = np.asarray(a)
    b = np.asarray(b)
    out = np.zeros(len(a))
    out[1:len(a)] = np.where(b[1:len(a)] > 0, (a[1:] - a[:-1]) * scale, b[1:len(a)])
    return out
""",
    refuses=(
        """\
import numpy as np


def f(a):
    a = np.asarray(a)
    for i in range(1, len(a)):
        a[i] = a[i] + a[i - 1]
    return a
""",
        """\
import numpy as np


def f(a, g):
    a = np.asarray(a)
    out = np.zeros(len(a))
    for i in range(len(a)):
        out[i] = g(a[i])
    return out
""",
        """\
import numpy as np


def f(a):
    a = np.asarray(a)
    out = [0] * len(a)
    for i in range(len(a)):
        out[i] = a[i] * 2
    return out
""",
    ),
)


def elementwise(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Compute whole arrays."""
    numpy = numpy_name(view)
    if numpy is None or view.lazy:
        return
    for node in view.nodes():
        if (
            not isinstance(node, ast.For)
            or node.orelse
            or not isinstance(node.target, ast.Name)
            or not view.starts_line(node)
        ):
            continue
        ranged = _ranged_array(view, node.iter)
        index = node.target.id
        inside = {id(n) for n in scope.walk(node)}
        if ranged is None or any(id(n) not in inside and isinstance(n.ctx, ast.Load) for n in view.uses(index)):
            continue
        loop = _Loop(view, brief, numpy, index, *ranged)
        stored = [loop.stored(s) for s in node.body]
        if any(s is None for s in stored) or not is_array(view, brief, loop.array):
            continue
        loop.written = frozenset(s for s in stored if s is not None)
        lines = [loop.statement(s) for s in node.body]
        if any(line is None for line in lines) or loop.array in loop.written:
            continue
        edits = Edits(view)
        edits.lines(node, [line for line in lines if line is not None])
        yield from made(view, edits, "whole arrays are computed instead of their elements", node.lineno)


@dataclass
class _Loop:
    """A loop over the places of an array, whose statements become statements over slices."""

    view: FunctionView
    brief: Brief
    numpy: str
    index: str
    array: str
    low: int
    written: frozenset[str] = frozenset()

    def stored(self, statement: ast.stmt) -> str | None:
        """Return the array whose element a statement stores."""
        target = statement.targets[0] if isinstance(statement, ast.Assign) and len(statement.targets) == 1 else None
        if isinstance(statement, ast.AugAssign):
            target = statement.target
        if not isinstance(target, ast.Subscript) or not isinstance(target.value, ast.Name):
            return None
        name = target.value.id
        return name if _distance(target.slice, self.index) == 0 and self._is_new(name, statement) else None

    def _is_new(self, name: str, statement: ast.stmt) -> bool:
        """Return whether an array is made in the function, and can hold what a statement stores."""
        stores = [self.view.parents[n] for n in self.view.uses(name) if isinstance(n.ctx, ast.Store)]
        divides = any(isinstance(n, ast.Div) for n in scope.walk(statement))
        for store in stores:
            call = store.value if isinstance(store, ast.Assign) else None
            if not isinstance(call, ast.Call):
                return False
            made_by = library.dotted(self.view, call.func) or ""
            given = [*call.args[1:], *(k.value for k in call.keywords)]
            whole_numbers = any("int" in self.view.source(g) or "bool" in self.view.source(g) for g in given)
            if made_by.removeprefix("numpy.") not in FRESH_MAKERS or (divides and whole_numbers):
                return False
        return bool(stores) and name not in self.view.parameters

    def statement(self, statement: ast.stmt) -> str | None:
        """Return a statement over slices."""
        if isinstance(statement, ast.AugAssign):
            value, target = self.value(statement.value), self.value(statement.target)
            sign = _SIGNS.get(type(statement.op))
            return f"{target} {sign}= {value}" if value and target and sign and sign != "/" else None
        if not isinstance(statement, ast.Assign):
            return None
        value, target = self.value(statement.value), self.value(statement.targets[0])
        whole = isinstance(statement.value, ast.Constant) or value
        return f"{target} = {value}" if whole and target else None

    def value(self, node: ast.expr) -> str | None:
        """Return an expression of elements as one of slices; None if it is more than arithmetic and comparison."""
        match node:
            case ast.Subscript(value=ast.Name(id=name), slice=place):
                return self._slice(name, place)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _SIGNS:
                return self._join(left, _SIGNS[type(op)], right)
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARES:
                return self._join(left, _COMPARES[type(op)], right)
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                value = self.value(inner)
                return f"-{_group(inner, value)}" if value else None
            case ast.IfExp(test=ast.Compare() as test, body=body, orelse=other):
                parts = [self.value(p) for p in (test, body, other)]
                divides = any(isinstance(n, (ast.Div, ast.FloorDiv, ast.Mod)) for n in scope.walk(node))
                return f"{self.numpy}.where({', '.join(p for p in parts if p)})" if all(parts) and not divides else None
            case ast.Constant(value=bool() | int() | float()):
                return self.view.source(node)
            case ast.Name(id=name):
                fixed = keeping.settled(self.view, node) and name != self.index
                return name if fixed and not is_array(self.view, self.brief, name) else None
        return None

    def _join(self, left: ast.expr, sign: str, right: ast.expr) -> str | None:
        one, other = self.value(left), self.value(right)
        return f"{_group(left, one)} {sign} {_group(right, other)}" if one and other else None

    def _slice(self, name: str, place: ast.expr) -> str | None:
        distance = _distance(place, self.index)
        if distance is None or self.low + distance < 0 or not is_array(self.view, self.brief, name):
            return None
        if distance and name in self.written:
            return None
        first = self.low + distance
        if name == self.array:
            return f"{name}[{first or ''}:{distance or ''}]" if first or distance else name
        end = f"len({self.array})" + (f" - {-distance}" if distance else "")
        return f"{name}[{first or ''}:{end}]"


def _group(node: ast.expr, text: str | None) -> str | None:
    return f"({text})" if isinstance(node, (ast.BinOp, ast.Compare, ast.UnaryOp)) else text


_SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
}
_COMPARES: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}

RULES = (Rule(WHERE, where), Rule(ELEMENTWISE, elementwise))
