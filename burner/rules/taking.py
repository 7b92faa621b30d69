"""Lists that are walked for their least or greatest element each time one is taken out: sorted once instead."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import written_sorts as cards
from burner.rules.compared import Order, at, beside, bounds, is_call, is_set_to, order_of, puts
from burner.rules.edit import Edits, render
from burner.rules.places import alone_on_line, read_elsewhere
from burner.rules.purity import pure
from burner.rules.shapes import assigned
from burner.rules.unchanged import keys_of, writes_keys
from burner.rules.view import FunctionView


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
            pops = [n for n in scope.walk(kept) if isinstance(n, ast.Call) and is_call(n, xs, "pop", [beside(k, 0)])]
            names = [k, found[0]]
            read = sum(isinstance(u.ctx, ast.Load) for u in view.uses(k)) - len(_reads(walk, k))
            if order is not None and len(pops) == 1 and read == 1 and is_set_to(better, k, found[0]):
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
            over = rows.value if isinstance(rows, ast.Subscript) and ast.unparse(rows.slice) in {":", "1:"} else rows
            order = order_of(view, test, item, best)
            if removal is None or order is None or not scope.same(over, ast.Name(xs, ast.Load())):
                return None
            if walk.orelse or not is_set_to(better, best.id, item.id) or read_elsewhere(view, [item.id], walk):
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
        if puts(statement, xs, "remove", [ast.Name(best, ast.Load())]):
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


RULES = (Rule(cards.LEAST, least),)
