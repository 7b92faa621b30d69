"""Sorts that are written out: by exchanging neighbours, by putting each element in its place, by taking the least one."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Card, Rewrite, Rule, made
from burner.rules.compared import Order, at, beside, bounds, linear, order_of, swaps
from burner.rules.edit import Edits, render
from burner.rules.places import alone_on_line, read_elsewhere
from burner.rules.purity import pure
from burner.rules.shapes import assigned
from burner.rules.unchanged import keys_of, writes_keys
from burner.rules.view import FunctionView

SORT = Card(
    id="BRN168",
    name="sort-written-out",
    family="written_sorts",
    summary="let the built-in sort do what loops do by comparing and moving elements",
    condition="The elements (or their keys) have an order: no nan, no sets. Ties stay as the loops leave them.",
    example_before="""\
def f(rows: list):
    for i in range(len(rows)):
        for j in range(len(rows) - 1 - i):
            if rows[j]["due"] > rows[j + 1]["due"]:
                rows[j], rows[j + 1] = rows[j + 1], rows[j]
    return rows
""",
    example_after="""\
def f(rows: list):
    rows.sort(key=lambda item: item["due"])
    return rows
""",
    refuses=(
        """\
def f(rows: list):
    for i in range(len(rows)):
        for j in range(len(rows) - 2 - i):
            if rows[j] > rows[j + 1]:
                rows[j], rows[j + 1] = rows[j + 1], rows[j]
    return rows
""",
        """\
def f(rows: list):
    moves = 0
    for i in range(len(rows)):
        for j in range(len(rows) - 1):
            if rows[j] > rows[j + 1]:
                rows[j], rows[j + 1] = rows[j + 1], rows[j]
                moves += 1
    return moves
""",
        """\
def f(rows: list):
    for i in range(len(rows)):
        for j in range(len(rows) - 1):
            if rows[j]["first"] > rows[j + 1]["last"]:
                rows[j], rows[j + 1] = rows[j + 1], rows[j]
    return rows
""",
        """\
def f(rows: list):
    placed = [0]
    for row in rows:
        place = 0
        while place < len(placed) and placed[place] <= row:
            place += 1
        placed.insert(place, row)
    return placed
""",
    ),
)

LEAST = Card(
    id="BRN169",
    name="least-found-by-walk",
    family="written_sorts",
    summary="sort a list once from which the least or greatest element is taken again and again",
    condition="The list is the function's own, nothing is added to it meanwhile, and the elements (or their keys) have an"
    " order and keep it. Ties leave in the same order.",
    example_before="""\
def f(tasks):
    waiting = list(tasks)
    done = []
    while waiting:
        first = waiting[0]
        for task in waiting:
            if task["due"] < first["due"]:
                first = task
        waiting.remove(first)
        done.append(first)
    return done
""",
    example_after="""\
def f(tasks):
    waiting = list(tasks)
    done = []
    waiting.sort(key=lambda item: item["due"])
    waiting.reverse()
    while waiting:
        first = waiting.pop()
        done.append(first)
    return done
""",
    refuses=(
        """\
def f(tasks):
    waiting = list(tasks)
    done = []
    while waiting:
        first = min(waiting)
        waiting.remove(first)
        done.append(first)
        if first > 10:
            waiting.append(first - 7)
    return done
""",
        """\
def f(waiting):
    done = []
    while len(done) < 3:
        first = min(waiting)
        waiting.remove(first)
        done.append(first)
    return done, waiting
""",
        """\
def f(waiting):
    before = waiting
    waiting = waiting[:]
    while waiting:
        first = min(waiting)
        waiting.remove(first)
        print(first, waiting)
    return before
""",
        """\
def f(tasks):
    waiting = list(tasks)
    done = []
    while waiting:
        first = min(waiting, key=lambda task: task["due"])
        waiting.remove(first)
        for task in first["then"]:
            task["due"] -= 1
        done.append(first)
    return done
""",
    ),
)


@dataclass(frozen=True)
class _Written:
    """The statements of one block that sort, and what they become."""

    statements: Sequence[ast.stmt]
    lines: tuple[str, ...]
    daring: bool = False


def sort(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Replace a sort that is written out."""
    if view.lazy:
        return
    for node in view.nodes():
        if isinstance(node, (ast.For, ast.While)) and alone_on_line(view, node) and not node.orelse:
            for find in (_exchanged, _sunk, _selected, _placed):
                found = find(view, node)
                if found is not None and _is_whole(view, found):
                    yield from _replaced(view, found)


def _is_whole(view: FunctionView, found: _Written) -> bool:
    """Whether nothing that the statements bind is read outside of them."""
    names = scope.bound(found.statements)
    last = found.statements[-1]
    others = [other for other in found.statements if other is not last]
    inside = {id(use) for use in scope.walk(others)}
    outside = [n for n in names if any(id(u) not in inside for u in view.uses(n))]
    return all(alone_on_line(view, other) for other in others) and not read_elsewhere(view, outside, last)


def _replaced(view: FunctionView, found: _Written) -> Iterator[Rewrite]:
    edits = Edits(view)
    for statement in found.statements[:-1]:
        edits.delete(statement)
    edits.lines(found.statements[-1], found.lines)
    yield from made(edits, found.statements[-1], "let the built-in sort do it", daring=found.daring)


def _in_place(xs: str, order: Order | None, *statements: ast.stmt, stable: bool = True) -> _Written | None:
    """Return what sorts a list in place; none where equal elements would not end as the loops leave them."""
    if order is None or not order.strict:
        return None
    if scope.read(ast.parse(order.key or "0")) & {*scope.bound(statements), xs}:
        return None
    return _Written(statements, (f"{xs}.sort({order.arguments})",), daring=not stable)


# -- in place --------------------------------------------------------------------------------------


def _exchanged(view: FunctionView, loop: ast.For | ast.While) -> _Written | None:
    """Neighbours are exchanged until all are in order: so many rounds, or until a round changes nothing."""
    flag, body = "", loop.body
    before: list[ast.stmt] = []
    if isinstance(loop, ast.While):
        if not isinstance(loop.test, ast.Name) or len(body) != 2 or not _sets(body[0], loop.test.id, value=False):
            return None
        flag, body = loop.test.id, body[1:]
        before = [s for s in view.before(loop)[:1] if _sets(s, flag, value=True)]
    elif len(body) == 3 and isinstance(body[0], ast.Assign) and isinstance(body[0].targets[0], ast.Name):
        flag = body[0].targets[0].id
        if not _sets(body[0], flag, value=False) or not _ends_unless(body[2], flag):
            return None
        body = body[1:2]
    if len(body) != 1 or not isinstance(body[0], ast.For) or len(body[0].body) != 1:
        return None
    inner, test = body[0], body[0].body[0]
    if not isinstance(test, ast.If) or test.orelse:
        return None
    moves = [s for s in test.body if not (flag and _sets(s, flag, value=True))]
    if bool(flag) != (len(moves) < len(test.body)):
        return None
    xs = _filled_list(loop)
    if not xs or not _enough_rounds(view, loop, inner, xs):
        return None
    found = bounds(view, inner, xs, _place(loop))
    place, start = (found[0], found[1]) if found else ("", (0, 0, 0))
    one, two = (at(xs, beside(place, by)) for by in ((0, 1) if start == (0, 0, 0) else (-1, 0)))
    if not swaps(moves, one, two):
        return None
    return _in_place(xs, order_of(view, test.test, two, one), *before, loop)


def _enough_rounds(view: FunctionView, loop: ast.For | ast.While, inner: ast.For, xs: str) -> bool:
    """Whether each round reaches all neighbours that may not be in order yet, and there are enough rounds."""
    found = bounds(view, inner, xs, _place(loop))
    if found is None or found[1] not in {(0, 0, 0), (0, 0, 1)}:
        return False
    size, rounds, extra = found[2]
    if (size, extra) != (1, -1 + found[1][2]) or rounds not in {0, -1}:
        return False
    if isinstance(loop, ast.While):
        return rounds == 0
    outer = bounds(view, loop, xs)
    return outer is not None and outer[1] == (0, 0, 0) and outer[2] in {(1, 0, 0), (1, 0, -1)}


def _sunk(view: FunctionView, loop: ast.For | ast.While) -> _Written | None:
    """Each element sinks to its place among those before it: `while j > 0 and xs[j] < xs[j - 1]`, or with a gap."""
    if not isinstance(loop, ast.For):
        return None
    xs = _filled_list(loop)
    outer = bounds(view, loop, xs)
    if outer is None or outer[1:] not in {((0, 0, 1), (1, 0, 0)), ((0, 0, 0), (1, 0, 0))}:
        return None
    place = ast.Name(outer[0], ast.Load())
    match loop.body:
        case [
            ast.Assign(targets=[ast.Name(id=j)], value=start),
            ast.While(test=ast.BoolOp(op=ast.And(), values=[edge, test]), body=[*moves, step], orelse=[]),
        ] if scope.same(start, place) and _steps(step, j, ast.Sub):
            one, two = at(xs, beside(j, -1)), at(xs, beside(j, 0))
            if _above_zero(edge, j, 0) and swaps(moves, one, two):
                return _in_place(xs, order_of(view, test, two, one), loop)
        case [
            ast.Assign(targets=[ast.Name(id=held)], value=value),
            ast.Assign(targets=[ast.Name(id=j)], value=start),
            ast.While(test=ast.BoolOp(op=ast.And(), values=[edge, test]), body=[move, step], orelse=[]),
            ast.Assign(targets=[end], value=ast.Name(id=put)),
        ] if held == put and scope.same(value, at(xs, place)) and scope.same(start, beside(outer[0], -1)):
            gap, behind = at(xs, beside(j, 1)), at(xs, beside(j, 0))
            moved = isinstance(move, ast.Assign) and scope.same(move.targets[0], gap) and scope.same(move.value, behind)
            if moved and _steps(step, j, ast.Sub) and _above_zero(edge, j, -1) and scope.same(end, gap):
                return _in_place(xs, order_of(view, test, ast.Name(held, ast.Load()), behind), loop)
    return None


def _selected(view: FunctionView, loop: ast.For | ast.While) -> _Written | None:
    """The least of the rest is exchanged to the front; equal elements may change places, so that this is a guess."""
    if not isinstance(loop, ast.For):
        return None
    xs = _filled_list(loop)
    outer = bounds(view, loop, xs)
    if outer is None or outer[1] != (0, 0, 0) or outer[2] not in {(1, 0, 0), (1, 0, -1)}:
        return None
    i = outer[0]
    match loop.body:
        case [ast.For(body=[ast.If(test=test, body=moves, orelse=[])]) as inner]:
            found = bounds(view, inner, xs, i)
            if found is not None and found[1:] == ((0, 1, 1), (1, 0, 0)):
                one, two = at(xs, beside(i, 0)), at(xs, beside(found[0], 0))
                if swaps(moves, one, two):
                    return _in_place(xs, order_of(view, test, two, one), loop, stable=False)
        case [
            ast.Assign(targets=[ast.Name(id=k)], value=start),
            ast.For(body=[ast.If(test=test, body=[better], orelse=[])]) as inner,
            *moves,
        ] if scope.same(start, beside(i, 0)):
            if len(moves) == 1 and isinstance(moves[0], ast.If) and not moves[0].orelse:
                moves = moves[0].body  # only where it is another place: an exchange with itself does nothing
            found = bounds(view, inner, xs, i)
            if found is None or found[1:] != ((0, 1, 1), (1, 0, 0)) or not _is_set_to(better, k, found[0]):
                return None
            one, two = at(xs, beside(i, 0)), at(xs, beside(k, 0))
            if swaps(moves, one, two):
                order = order_of(view, test, at(xs, beside(found[0], 0)), two)
                return _in_place(xs, order, loop, stable=False)
    return None


# -- into a new list -------------------------------------------------------------------------------


def _placed(view: FunctionView, loop: ast.For | ast.While) -> _Written | None:
    """Each element is put into its place in a new list."""
    if not isinstance(loop, ast.For) or not isinstance(loop.target, ast.Name) or not pure(view, loop.iter):
        return None
    row = loop.target
    order: Order | None = None
    xs = ""
    match loop.body:
        case [
            ast.Assign(targets=[ast.Name(id=j)], value=ast.Constant(value=0)),
            ast.While(test=ast.BoolOp(op=ast.And(), values=[edge, test]), body=[step], orelse=[]),
            ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=xs), attr="insert"), args=[where, what])),
        ] if scope.same(what, row) and scope.same(where, beside(j, 0)) and _steps(step, j, ast.Add):
            if _below_length(view, edge, xs, j):
                order = order_of(view, test, at(xs, beside(j, 0)), row)
                order = None if order is None else Order(order.item, order.key, _OTHER[order.op])
        case [
            ast.For(
                target=ast.Tuple(elts=[ast.Name(id=j), ast.Name() as other]),
                iter=ast.Call(func=ast.Name(id="enumerate"), args=[ast.Name(id=xs)], keywords=[]),
                body=[ast.If(test=test, body=[put, ast.Break()], orelse=[])],
                orelse=[end],
            )
        ] if _puts(put, xs, "insert", [beside(j, 0), row]) and _puts(end, xs, "append", [row]):
            order = order_of(view, test, row, other)
        case [
            ast.For(
                target=ast.Name(id=j),
                iter=ast.Call(func=ast.Name(id="range"), args=[size], keywords=[]),
                body=[ast.If(test=test, body=[put, ast.Break()], orelse=[])],
                orelse=[ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=xs)))) as end],
            )
        ] if _puts(end, xs, "append", [row]) and _puts(put, xs, "insert", [beside(j, 0), row]):
            if linear(view, size, xs) == (1, 0, 0):
                order = order_of(view, test, row, at(xs, beside(j, 0)))
    before = view.before(loop)
    if order is None or not xs or xs == row.id or not before or xs in scope.read(loop.iter):
        return None
    if not any(_makes_empty(s, xs) for s in before) or any(xs in scope.read(s) for s in _since(before, xs)):
        return None
    rows = render(view, loop.iter)
    rows = rows if order.strict else f"list({rows})[::-1]"
    arguments = f", {order.arguments}" if order.arguments else ""
    return _Written([loop], (f"{xs}.extend(sorted({rows}{arguments}))",))


_OTHER: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
"""Walking on while `op` holds of what is there puts the new one in front of ties where `op` leaves them out."""


def _since(before: Sequence[ast.stmt], xs: str) -> Iterator[ast.stmt]:
    for statement in before:
        if _makes_empty(statement, xs):
            return
        yield statement


# -- the least is taken ----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Taken:
    """How the least element is taken out: statements that go, one that becomes another, and the order of taking."""

    gone: Sequence[ast.stmt]
    kept: ast.stmt
    call: ast.expr
    """What becomes `xs.pop()`."""
    order: Order


def least(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Sort once what the least is taken from again and again."""
    if view.lazy:
        return
    for name in sorted(view.locals - view.captured):
        values, otherwise = assigned(view, name)
        if otherwise or len(values) != 1 or not _makes_list(view, values[0]) or not _is_own(view, name, values[0]):
            continue
        for loop in view.nodes():
            if (
                not isinstance(loop, (ast.For, ast.While))
                or loop.orelse
                or view.loops(loop)
                or not alone_on_line(view, loop)
            ):
                continue
            for taken in _takes(view, name, loop.body):
                if _only_taken(view, name, loop, taken) and _stays(loop, taken):
                    yield from _sorted_once(view, name, loop, taken)


def _makes_list(view: FunctionView, value: ast.expr) -> bool:
    whole = isinstance(value, ast.Subscript) and isinstance(value.slice, ast.Slice)
    return isinstance(value, (ast.List, ast.ListComp)) or whole or view.call(value, "list", "sorted") is not None


def _is_own(view: FunctionView, name: str, value: ast.expr) -> bool:
    """Whether a name is never the caller's list: no parameter, or one that gets a copy before anything else is done."""
    made = view.statement(value)
    own = {id(n) for n in scope.walk(made)}
    first = all(id(use) in own or use.lineno > made.lineno for use in view.uses(name))
    return name not in view.parameters or (first and any(made is s for s in view.node.body))


def _takes(view: FunctionView, xs: str, body: Sequence[ast.stmt]) -> Iterator[_Taken]:
    for index in range(len(body)):
        found = (
            _by_place(view, xs, body[index:]) or _by_value(view, xs, body[index:]) or _by_call(view, xs, body[index:])
        )
        if found is not None and all(alone_on_line(view, s) for s in (*found.gone, found.kept)):
            yield found


def _by_place(view: FunctionView, xs: str, body: Sequence[ast.stmt]) -> _Taken | None:
    """`k = 0; for i in range(len(xs)): if xs[i] < xs[k]: k = i; ... xs.pop(k)`."""
    match body:
        case [
            ast.Assign(targets=[ast.Name(id=k)], value=ast.Constant(value=0)) as start,
            ast.For(body=[ast.If(test=test, body=[better], orelse=[])]) as walk,
            ast.Assign() | ast.Expr() as kept,
            *_,
        ]:
            found = bounds(view, walk, xs)
            if found is None or found[1] not in {(0, 0, 0), (0, 0, 1)} or found[2] != (1, 0, 0):
                return None
            order = order_of(view, test, at(xs, beside(found[0], 0)), at(xs, beside(k, 0)))
            pops = [n for n in scope.walk(kept) if isinstance(n, ast.Call) and _is_call(n, xs, "pop", [beside(k, 0)])]
            names = [k, found[0]]
            read = sum(isinstance(u.ctx, ast.Load) for u in view.uses(k)) - len(_reads(walk, k))
            if order is not None and len(pops) == 1 and read == 1 and _is_set_to(better, k, found[0]):
                return None if read_elsewhere(view, names[1:], walk) else _Taken([start, walk], kept, pops[0], order)
    return None


def _reads(node: ast.AST, name: str) -> list[ast.Name]:
    """The places in a node where a name is read."""
    return [n for n in scope.walk(node) if isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load)]


def _by_value(view: FunctionView, xs: str, body: Sequence[ast.stmt]) -> _Taken | None:
    """`best = xs[0]; for x in xs: if x < best: best = x; ... xs.remove(best)`."""
    match body:
        case [
            ast.Assign(targets=[ast.Name() as best], value=first) as kept,
            ast.For(target=ast.Name() as item, iter=rows, body=[ast.If(test=test, body=[better], orelse=[])]) as walk,
            *rest,
        ] if scope.same(first, at(xs, ast.Constant(0))):
            removal = _removal(xs, best.id, rest)
            over = rows.value if isinstance(rows, ast.Subscript) and isinstance(rows.slice, ast.Slice) else rows
            order = order_of(view, test, item, best)
            if removal is None or order is None or not scope.same(over, ast.Name(xs, ast.Load())):
                return None
            if walk.orelse or not _is_set_to(better, best.id, item.id) or read_elsewhere(view, [item.id], walk):
                return None
            return _Taken([walk, removal], kept, first, order)
    return None


def _by_call(view: FunctionView, xs: str, body: Sequence[ast.stmt]) -> _Taken | None:
    """`best = min(xs, key=...); ... xs.remove(best)`."""
    match body:
        case [ast.Assign(targets=[ast.Name(id=best)], value=ast.Call(args=[ast.Name(id=name)]) as call) as kept, *rest]:
            known = view.call(call, "min", "max")
            removal = _removal(xs, best, rest)
            if known is None or removal is None or name != xs or any(k.arg != "key" for k in call.keywords):
                return None
            op = ast.Lt if view.builtin(call.func, "min") else ast.Gt
            key = call.keywords[0].value if call.keywords else None
            if key is None:
                return _Taken([removal], kept, call, Order("", "", op))
            if isinstance(key, ast.Lambda) and len(key.args.args) == 1 and pure(view, key.body):
                order = Order(key.args.args[0].arg, render(view, key.body), op)
                return _Taken([removal], kept, call, order)
    return None


def _removal(xs: str, best: str, rest: Sequence[ast.stmt]) -> ast.stmt | None:
    """The statement that takes an element out, before anything else is done with the list or the element's name."""
    for statement in rest:
        if _puts(statement, xs, "remove", [ast.Name(best, ast.Load())]):
            return statement
        if not isinstance(statement, (ast.Expr, ast.Assign, ast.AugAssign)) or best in scope.bound(statement):
            return None
        if any(isinstance(n, ast.Name) and n.id == xs for n in scope.walk(statement)):
            return None
    return None


def _only_taken(view: FunctionView, xs: str, loop: ast.For | ast.While, taken: _Taken) -> bool:
    """Whether in and after the loop only the list's length is asked for besides."""
    inside = {id(n) for s in (*taken.gone, taken.kept) for n in scope.walk(s)}
    after = {id(n) for s in (loop, *_later(view, loop)) for n in scope.walk(s)}
    for use in view.uses(xs):
        above = view.parents[use]
        if id(use) in inside or isinstance(use.ctx, ast.Store):
            continue
        if id(use) not in after:
            if not isinstance(above, (ast.Attribute, ast.Subscript, ast.For, ast.comprehension, ast.Call)):
                return False  # another name for the list would see another order
            continue
        test = isinstance(above, (ast.While, ast.If, ast.IfExp)) and above.test is use
        if not (test or view.call(above, "len", "bool") or isinstance(above, (ast.BoolOp, ast.UnaryOp))):
            return False
    return True


def _later(view: FunctionView, statement: ast.stmt) -> Iterator[ast.stmt]:
    """The statements that may run after one."""
    node: ast.AST = statement
    while node is not view.node:
        if isinstance(node, ast.stmt):
            yield from view.after(node)
        node = view.parents[node]


def _stays(loop: ast.For | ast.While, taken: _Taken) -> bool:
    """Whether the key of an element is the same whenever it is asked for."""
    if not taken.order.key:
        return True
    key = ast.parse(taken.order.key, mode="eval").body
    free = scope.read(key) - {taken.order.item}
    return not free & scope.bound(loop.body) and not writes_keys(keys_of(key), loop)


def _sorted_once(view: FunctionView, xs: str, loop: ast.For | ast.While, taken: _Taken) -> Iterator[Rewrite]:
    edits = Edits(view)
    lines = [f"{xs}.sort({taken.order.arguments})", f"{xs}.reverse()"]
    edits.before(loop, lines if taken.order.strict else [lines[1], *lines])
    for statement in taken.gone:
        edits.delete(statement)
    edits.replace(taken.call, f"{xs}.pop()")
    yield from made(edits, taken.gone[0], f"sort {xs} once", daring=not _is_filled(loop, xs))


def _is_filled(loop: ast.For | ast.While, xs: str) -> bool:
    """Whether the list is asked for elements before one is taken out: an empty one would raise another error."""
    tests = [loop.test] if isinstance(loop, ast.While) else []
    tests += [s.test for s in loop.body if isinstance(s, ast.If) and isinstance(s.body[-1], (ast.Break, ast.Return))]
    return any(_reads(test, xs) for test in tests)


# -- small shapes ----------------------------------------------------------------------------------


def _place(loop: ast.For | ast.While) -> str:
    return loop.target.id if isinstance(loop, ast.For) and isinstance(loop.target, ast.Name) else ""


def _filled_list(loop: ast.stmt) -> str:
    """The list that a loop puts elements into."""
    stores = (n for n in scope.walk(loop) if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store))
    return next((n.value.id for n in stores if isinstance(n.value, ast.Name)), "")


def _sets(statement: ast.stmt, flag: str, *, value: bool) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=bool(found))):
            return name == flag and found is value
    return False


def _ends_unless(statement: ast.stmt, flag: str) -> bool:
    match statement:
        case ast.If(test=ast.UnaryOp(op=ast.Not(), operand=ast.Name(id=name)), body=[ast.Break()], orelse=[]):
            return name == flag
    return False


def _steps(statement: ast.stmt, name: str, op: type[ast.operator]) -> bool:
    match statement:
        case ast.AugAssign(target=ast.Name(id=found), op=how, value=ast.Constant(value=1)):
            return found == name and isinstance(how, op)
    return False


def _above_zero(test: ast.expr, name: str, least: int) -> bool:
    """Whether a test is `name > least`, or `name >= least + 1`."""
    match test:
        case ast.Compare(left=ast.Name(id=found), ops=[ast.Gt()], comparators=[bound]):
            return found == name and ast.unparse(bound) == str(least)
        case ast.Compare(left=ast.Name(id=found), ops=[ast.GtE()], comparators=[bound]):
            return found == name and ast.unparse(bound) == str(least + 1)
    return False


def _below_length(view: FunctionView, test: ast.expr, xs: str, name: str) -> bool:
    match test:
        case ast.Compare(left=ast.Name(id=found), ops=[ast.Lt()], comparators=[bound]):
            return found == name and view.call(bound, "len") is not None and linear(view, bound, xs) == (1, 0, 0)
    return False


def _is_set_to(statement: ast.stmt, name: str, value: str) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(id=found)], value=ast.Name(id=given)):
            return (found, given) == (name, value)
    return False


def _is_call(node: ast.expr, xs: str, method: str, arguments: Sequence[ast.expr]) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attr), args=args, keywords=[]):
            same = len(args) == len(arguments) and all(map(scope.same, args, arguments))
            return name == xs and attr == method and same
    return False


def _puts(statement: ast.stmt, xs: str, method: str, arguments: Sequence[ast.expr]) -> bool:
    return isinstance(statement, ast.Expr) and _is_call(statement.value, xs, method, arguments)


def _makes_empty(statement: ast.stmt, xs: str) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.List(elts=[])):
            return name == xs
    return False


RULES = (Rule(SORT, sort), Rule(LEAST, least))
