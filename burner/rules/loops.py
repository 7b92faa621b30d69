"""Rules about how a loop walks, and about loops that only build a list."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import loops as cards
from burner.rules.edit import Edits, render, tuple_text
from burner.rules.lists import followed_append, short_name
from burner.rules.places import alone_on_line, read_elsewhere
from burner.rules.reading import length_of
from burner.rules.shapes import kind_of
from burner.rules.unchanged import changes, keys_of, stable, writes_keys
from burner.rules.view import FunctionView

# -- walking by index ------------------------------------------------------------------------------


def _direct(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`for i in range(len(xs)): ... xs[i] ...` -> `for x in xs: ... x ...`."""
    for loop in scope.walk(view.node.body):
        if not isinstance(loop, (ast.For, ast.comprehension)) or not isinstance(loop.target, ast.Name):
            continue
        path = _counted(view, loop.iter)
        if path is None:
            continue
        name = loop.target.id
        holder: ast.AST = loop if isinstance(loop, ast.For) else view.parent(loop)
        inside = [
            n for n in scope.walk(holder) if isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load)
        ]
        items = [view.parent(n) for n in inside]
        whole = all(
            isinstance(p, ast.Subscript) and p.slice is n and isinstance(p.ctx, ast.Load) and scope.same(p.value, path)
            for n, p in zip(inside, items, strict=True)
        )
        if not whole or not inside or not _walkable(view, loop, holder, path, name):
            continue
        if kind_of(view, brief, path) in {"dict", "set", "deque", "iterator"}:
            continue
        item = view.fresh(*singular(short_name(path)), "item", "element")
        edits = Edits(view)
        edits.replace(loop.target, item)
        edits.replace(loop.iter, view.source(path))
        for node in items:
            edits.replace(node, item)
        yield from made(edits, loop.iter, f"walk over {view.source(path)} itself")


def _counted(view: FunctionView, node: ast.expr) -> ast.expr | None:
    """Return `xs` of `range(len(xs))` or `range(0, len(xs))`."""
    call = view.call(node, "range")
    if call is None or call.keywords or not 1 <= len(call.args) <= 2:
        return None
    if len(call.args) == 2 and not (isinstance(call.args[0], ast.Constant) and call.args[0].value == 0):
        return None
    return length_of(view, call.args[-1])


def _walkable(
    view: FunctionView, loop: ast.For | ast.comprehension, holder: ast.AST, path: ast.expr, name: str
) -> bool:
    if isinstance(loop, ast.For):
        if name in scope.bound(loop.body) or read_elsewhere(view, [name], loop):
            return False
        within: list[ast.AST] = [*loop.body]
    else:
        within = [holder]
    return not changes(view, path, within) and not writes_keys(keys_of(path), within)


def singular(name: str) -> list[str]:
    """Return likely words for one element of something with this name."""
    if name.endswith("ies") and len(name) > 4:
        return [name[:-3] + "y"]
    if name.endswith("s") and not name.endswith("ss") and len(name) > 2:
        return [name[:-1]]
    return []


def _counted_while(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """`i = 0; while i < len(xs): ...; i += 1` -> `for i in range(len(xs)): ...`."""
    for loop in view.nodes():
        if not isinstance(loop, ast.While) or not isinstance(loop.test, ast.Compare) or not alone_on_line(view, loop):
            continue
        test, step = loop.test, loop.body[-1]
        counter = test.left
        if len(test.ops) != 1 or not isinstance(test.ops[0], ast.Lt) or not isinstance(counter, ast.Name):
            continue
        name, start = counter.id, next(iter(view.before(loop)), None)
        if len(loop.body) < 2 or not _one_more(step, name) or start is None or not _zero(start, name):
            continue
        limit = test.comparators[0]
        body = loop.body[:-1]
        if name in scope.bound(body) or name in view.captured | view.outer_names or _continues(loop):
            continue
        if not stable(view, limit, loop.body) or name in scope.read(limit) or _read_after(view, name, loop, start):
            continue
        if not alone_on_line(view, step) or not alone_on_line(view, start):
            continue
        edits = Edits(view)
        edits.delete(start)
        head = view.span(loop)[0], view.span(test)[1]
        edits.replace_span(*head, f"for {name} in range({render(view, limit)})")
        edits.delete(step)
        yield from made(edits, loop, "let range count")


def _one_more(statement: ast.stmt, name: str) -> bool:
    if not isinstance(statement, ast.AugAssign) or not isinstance(statement.op, ast.Add):
        return False
    one = isinstance(statement.value, ast.Constant) and statement.value.value == 1
    return one and isinstance(statement.target, ast.Name) and statement.target.id == name


def _zero(statement: ast.stmt, name: str) -> bool:
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return False
    target, value = statement.targets[0], statement.value
    nothing = isinstance(value, ast.Constant) and type(value.value) is int and value.value == 0
    return nothing and isinstance(target, ast.Name) and target.id == name


def _continues(loop: ast.While) -> bool:
    """Return whether a `continue` belongs to a loop itself."""
    inner = [n for s in loop.body for n in scope.walk(s) if isinstance(n, scope.LOOPS)]
    below = {id(n) for other in inner for s in other.body for n in scope.walk(s)}
    return any(isinstance(n, ast.Continue) and id(n) not in below for s in loop.body for n in scope.walk(s))


def _read_after(view: FunctionView, name: str, loop: ast.While, start: ast.stmt) -> bool:
    """Return whether the counter is used anywhere but in the loop and its start, unless it starts anew there."""
    inside = {id(n) for part in (loop, start) for n in scope.walk(part)}
    outside = [u for u in view.uses(name) if id(u) not in inside]
    return any(isinstance(u.ctx, ast.Load) for u in outside) and read_elsewhere(view, [name], loop)


# -- building lists --------------------------------------------------------------------------------


def _comprehension(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """`out = []; for x in xs: if c: out.append(e)` -> `out = [e for x in xs if c]`."""
    for loop in view.nodes():
        if not isinstance(loop, ast.For) or loop.orelse or not alone_on_line(view, loop):
            continue
        clauses, added = _clauses(view, loop)
        if added is None:
            continue
        out, value = added
        names = {n for clause in _loops_of(loop) for n in scope.bound(clause.target)}
        if not isinstance(out, ast.Name) or out.id in view.captured | view.outer_names or out.id in names:
            continue
        before = view.before(loop)
        if not before or not _starts_empty(before[0], out.id) or not alone_on_line(view, before[0]):
            continue
        inside = [n for n in scope.walk(loop) if isinstance(n, ast.Name) and n.id == out.id]
        if len(inside) != 1 or read_elsewhere(view, names, loop) or names & view.captured:
            continue
        if any(
            isinstance(n, (ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr, ast.Lambda)) for n in scope.walk(loop)
        ):
            continue
        if any(
            isinstance(a, ast.Try) and out.id in scope.mentioned([*a.handlers, *a.finalbody]) for a in view.above(loop)
        ):
            continue
        text = _one_line(view, loop)
        edits = Edits(view)
        made_list = f"[{render(view, value)} {' '.join(clauses)}]"
        if clauses == [f"for {view.source(loop.target)} in {view.source(loop.iter)}"] and scope.same(
            value, loop.target
        ):
            made_list = f"list({render(view, loop.iter)})"
        if len(made_list) > 100 or not text:
            continue
        edits.delete(before[0])
        edits.lines(loop, [f"{out.id} = {made_list}"])
        yield from made(edits, loop, f"build {out.id} in one expression")


def _one_line(view: FunctionView, loop: ast.For) -> bool:
    """Return whether a loop holds no comment that would be lost."""
    start, end = view.span(loop)
    return "#" not in view.text[start:end]


def _loops_of(loop: ast.For) -> Iterator[ast.For]:
    yield from (n for n in scope.walk(loop) if isinstance(n, ast.For))


def _clauses(view: FunctionView, loop: ast.For) -> tuple[list[str], tuple[ast.expr, ast.expr] | None]:
    bare = isinstance(loop.iter, (ast.IfExp, ast.Lambda))
    iterable = f"({view.source(loop.iter)})" if bare else render(view, loop.iter)
    if isinstance(loop.iter, ast.Tuple):
        iterable = tuple_text(view.source(loop.iter))
    clauses = [f"for {view.source(loop.target)} in {iterable}"]
    body = loop.body
    while len(body) == 1:
        statement = body[0]
        added = followed_append(statement)
        if added is not None:
            return clauses, added
        if isinstance(statement, ast.If) and not statement.orelse:
            test = render(view, statement.test)
            clauses.append(f"if ({test})" if isinstance(statement.test, (ast.IfExp, ast.Lambda)) else f"if {test}")
            body = statement.body
        elif (
            isinstance(statement, ast.For)
            and not statement.orelse
            and not isinstance(statement.iter, (ast.IfExp, ast.Tuple))
        ):
            clauses.append(f"for {view.source(statement.target)} in {render(view, statement.iter)}")
            body = statement.body
        else:
            break
    return clauses, None


def _starts_empty(statement: ast.stmt, name: str) -> bool:
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target: ast.expr = statement.targets[0]
    elif isinstance(statement, ast.AnnAssign):
        target = statement.target
    else:
        return False
    value = statement.value
    return isinstance(target, ast.Name) and target.id == name and isinstance(value, ast.List) and not value.elts


DIRECT = Rule(cards.DIRECT, _direct)
COMPREHENSION = Rule(cards.COMPREHENSION, _comprehension)
WHILE = Rule(cards.WHILE, _counted_while)
RULES = (WHILE, DIRECT, COMPREHENSION)
