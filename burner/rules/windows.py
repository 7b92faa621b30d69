"""Rules about sums over a window that moves along a list: each is the difference of two running sums.

Only for what nothing shows to be other than whole numbers: additions in another order round differently.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.bounds import at_most_length, not_negative
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import windows as cards
from burner.rules.edit import Edits, render
from burner.rules.lists import short_name
from burner.rules.places import Repeat, alone_on_line, furthest, insertable, read_elsewhere
from burner.rules.purity import is_path, pure
from burner.rules.reading import length_of
from burner.rules.rounding import adds_inexactly, rounds
from burner.rules.shapes import assigned, only_ints
from burner.rules.view import FunctionView


def _cut(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`window = xs[a:b]` of which only `sum(window)` and `len(window)` are used -> two bounds into running sums."""
    for statement in view.nodes():
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1 or not alone_on_line(view, statement):
            continue
        target, value = statement.targets[0], statement.value
        if not isinstance(target, ast.Name) or not isinstance(value, ast.Subscript) or not is_path(value.value):
            continue
        part = value.slice
        if not isinstance(part, ast.Slice) or part.step is not None or rounds(view, brief, value.value):
            continue
        uses = _only_summed(view, target.id, statement)
        if uses is None:
            continue
        bounds = [b for b in (part.lower, part.upper) if b is not None]
        if not bounds or not all(pure(view, b) and not_negative(view, b) for b in bounds):
            continue
        repeat = furthest(view, statement, [value.value])
        if repeat is not None:
            yield from _from_sums(view, brief, statement, value, uses, repeat)


def _only_summed(view: FunctionView, name: str, statement: ast.stmt) -> list[ast.Call] | None:
    """Return the calls `sum(name)` and `len(name)` if a name is used for nothing else, all after its one assignment."""
    values, other = assigned(view, name)
    if other or len(values) != 1 or name in view.captured | view.outer_names | set(view.parameters):
        return None
    later = {id(n) for s in view.after(statement) for n in scope.walk(s)}
    calls: list[ast.Call] = []
    for use in view.uses(name):
        if isinstance(use.ctx, ast.Store):
            continue
        call = view.call(view.parent(use), "sum", "len")
        if call is None or len(call.args) != 1 or call.keywords or id(use) not in later:
            return None
        calls.append(call)
    return calls if any(view.builtin(c.func, "sum") for c in calls) else None


def _from_sums(
    view: FunctionView, brief: Brief, statement: ast.stmt, value: ast.Subscript, uses: list[ast.Call], repeat: Repeat
) -> Iterator[Rewrite]:
    maker = view.imported("itertools", "accumulate")
    part = value.slice
    if maker is None or not isinstance(part, ast.Slice):
        return
    text = view.source(value.value)
    sums = view.fresh(f"{short_name(value.value)}_sums", "running_sums")
    start, stop = view.fresh("start", "first"), view.fresh("stop", "end")
    edits = Edits(view)
    edits.before(repeat.statement, [f"{sums} = list({maker[0]}({text}, initial=0))"])
    low = "0" if part.lower is None else _clamped(view, part.lower, value.value)
    high = f"len({text})" if part.upper is None else _clamped(view, part.upper, value.value)
    edits.lines(statement, [f"{start} = {low}", f"{stop} = max({start}, {high})"])
    for call in uses:
        summed = view.builtin(call.func, "sum")
        edits.replace(call, f"({sums}[{stop}] - {sums}[{start}])" if summed else f"({stop} - {start})")
    sure = only_ints(view, brief, value.value)
    yield from made(
        edits, statement, f"take sums of windows of {text} from running sums", imports=maker[1], daring=not sure
    )


def _clamped(view: FunctionView, bound: ast.expr, path: ast.expr) -> str:
    text = render(view, bound)
    return text if at_most_length(view, bound, path) else f"min({text}, len({view.source(path)}))"


# -- windows that a loop walks ---------------------------------------------------------------------


@dataclass(frozen=True)
class _Walk:
    """A loop over places that adds up elements: `checked` where it tests that each place lies in the list."""

    path: ast.expr
    value: ast.expr
    """What is added of each element: the element itself, or something made of it."""
    sums: tuple[ast.AugAssign, ...]
    counts: tuple[ast.AugAssign, ...]
    checked: bool

    @property
    def plain(self) -> bool:
        """Whether the elements themselves are added."""
        return isinstance(self.value, ast.Subscript) and self.value.value is self.path


def _walked(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`for j in range(a, b): if 0 <= j < len(xs): t += xs[j]` -> a difference of two running sums."""
    for loop in view.nodes():
        if not isinstance(loop, ast.For) or loop.orelse or not isinstance(loop.target, ast.Name):
            continue
        call = view.call(loop.iter, "range")
        walk = _walk_of(view, loop, loop.target.id)
        if call is None or call.keywords or len(call.args) > 2 or walk is None or not alone_on_line(view, loop):
            continue
        low = call.args[0] if len(call.args) == 2 else None
        low, high = (None if low is None or _is_zero(low) else low), call.args[-1]
        inexact = rounds(view, brief, walk.path) if walk.plain else adds_inexactly(view, brief, walk.value)
        alike = low is None and all(_starts_at_zero(view, loop, added) for added in walk.sums)
        if (inexact and not alike) or read_elsewhere(view, [loop.target.id], loop):
            continue
        repeat = furthest(view, loop, [walk.path] if walk.plain else [walk.path, walk.value], [loop.target.id])
        maker = view.imported("itertools", "accumulate")
        if repeat is None or maker is None or not pure(view, high) or not (low is None or pure(view, low)):
            continue
        inside = (low is None or not_negative(view, low)) and at_most_length(view, high, walk.path)
        if not (walk.checked or inside) or insertable(view, loop) is not loop:
            continue
        edits = Edits(view)
        sums = view.fresh(f"{short_name(walk.path if walk.plain else walk.value)}_sums", "running_sums")
        summed = _summed(view, walk, loop.target.id)
        edits.before(repeat.statement, [f"{sums} = list({maker[0]}({summed}, initial=0))"])
        edits.lines(loop, _taken(view, walk, sums, low, high))
        sure = walk.plain and only_ints(view, brief, walk.path)
        text = view.source(walk.path)
        yield from made(
            edits, loop, f"take sums of windows of {text} from running sums", imports=maker[1], daring=not sure
        )


def _starts_at_zero(view: FunctionView, loop: ast.For, added: ast.AugAssign) -> bool:
    """Whether the total is 0 before the loop: then running sums from the front are its own, rounding included."""
    name = added.target.id if isinstance(added.target, ast.Name) else ""
    last = next((statement for statement in view.before(loop) if name in scope.bound(statement)), None)
    return isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Name) and _is_zero(last.value)


def _summed(view: FunctionView, walk: _Walk, place: str) -> str:
    text = view.source(walk.path)
    if walk.plain:
        return text
    item = view.fresh("item", "element")
    swaps: dict[ast.AST, str] = {n: item for n in scope.walk(walk.value) if _is_element(n, place)}
    return f"({render(view, walk.value, swaps)} for {item} in {text})"


def _taken(view: FunctionView, walk: _Walk, sums: str, low: ast.expr | None, high: ast.expr) -> list[str]:
    """The lines that take the place of the loop; from the front on, no difference of two sums is needed."""
    text = view.source(walk.path)
    last = render(view, high)
    last = last if at_most_length(view, high, walk.path) else f"min({last}, len({text}))"
    if low is None and not_negative(view, high):
        lines = [f"{view.source(s.target)} += {sums}[{last}]" for s in walk.sums]
        return [*lines, *(f"{view.source(s.target)} += {last}" for s in walk.counts)]
    start, stop = view.fresh("start", "first"), view.fresh("stop", "end")
    first = "0" if low is None else render(view, low) if not_negative(view, low) else f"max(0, {render(view, low)})"
    lines = [f"{start} = {first}", f"{stop} = {last}", f"if {start} < {stop}:"]
    lines += [f"{view.unit}{view.source(s.target)} += {sums}[{stop}] - {sums}[{start}]" for s in walk.sums]
    return lines + [f"{view.unit}{view.source(s.target)} += {stop} - {start}" for s in walk.counts]


def _walk_of(view: FunctionView, loop: ast.For, name: str) -> _Walk | None:
    body, tests = loop.body, []
    if len(body) == 1 and isinstance(body[0], ast.If) and not body[0].orelse:
        test = body[0].test
        tests = list(test.values) if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) else [test]
        body = body[0].body
    elif isinstance(body[0], ast.If) and not body[0].orelse and isinstance(body[0].body[0], ast.Continue):
        test = body[0].test
        outside = test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) else [test]
        flipped = [_opposite(t) for t in outside]
        if any(t is None for t in flipped):
            return None
        tests, body = [t for t in flipped if t is not None], body[1:]
    sums: list[ast.AugAssign] = []
    counts: list[ast.AugAssign] = []
    added: ast.expr | None = None
    for statement in body:
        if not isinstance(statement, ast.AugAssign) or not isinstance(statement.op, ast.Add):
            return None
        if not isinstance(statement.target, ast.Name):
            return None
        value = statement.value
        if isinstance(value, ast.Constant) and type(value.value) is int and value.value == 1:
            counts.append(statement)
        elif added is None or scope.same(added, value):
            added = value
            sums.append(statement)
        else:
            return None
    path = None if added is None or not pure(view, added) else _walked_list(added, name)
    if added is None or path is None or not is_path(path) or not _tests_bounds(view, tests, name, path):
        return None
    return _Walk(path, added, tuple(sums), tuple(counts), bool(tests))


def _walked_list(value: ast.expr, name: str) -> ast.expr | None:
    """Return the one list whose element at a place a value is made of; None where the place itself counts."""
    elements = [n for n in scope.walk(value) if _is_element(n, name)]
    places = [n for n in scope.walk(value) if isinstance(n, ast.Name) and n.id == name]
    paths = [n.value for n in elements if isinstance(n, ast.Subscript)]
    if not paths or len(places) != len(paths) or not all(scope.same(p, paths[0]) for p in paths):
        return None
    return paths[0]


def _is_element(node: ast.AST, place: str) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name) and node.slice.id == place


def _opposite(node: ast.expr) -> ast.expr | None:
    """Return the test that holds where a comparison with one operator does not."""
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        return None
    kinds: dict[type[ast.cmpop], ast.cmpop] = {
        ast.Lt: ast.GtE(),
        ast.GtE: ast.Lt(),
        ast.Gt: ast.LtE(),
        ast.LtE: ast.Gt(),
    }
    op = kinds.get(type(node.ops[0]))
    return None if op is None else ast.Compare(node.left, [op], node.comparators)


def _tests_bounds(view: FunctionView, tests: list[ast.expr], name: str, path: ast.expr) -> bool:
    """Return whether tests say that a place lies in the list and nothing else: `0 <= j < len(xs)`; none are fine."""
    low = high = False
    for test in tests:
        if not isinstance(test, ast.Compare):
            return False
        sides = [test.left, *test.comparators]
        for left, op, right in zip(sides, test.ops, sides[1:], strict=False):
            mine = isinstance(left, ast.Name) and left.id == name
            other = isinstance(right, ast.Name) and right.id == name
            if mine and isinstance(op, ast.Lt) and _length_is(view, right, path):
                high = True
            elif (mine and isinstance(op, ast.GtE) and _is_zero(right)) or (
                other and isinstance(op, ast.LtE) and _is_zero(left)
            ):
                low = True
            else:
                return False
    return not tests or (low and high)


def _length_is(view: FunctionView, node: ast.expr, path: ast.expr) -> bool:
    whole = length_of(view, node)
    return whole is not None and scope.same(whole, path)


def _is_zero(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == 0


CUT = Rule(cards.CUT, _cut)
WALKED = Rule(cards.WALKED, _walked)
RULES = (CUT, WALKED)
