"""A list that is sorted, or searched for its least element, each time one is taken out: kept as a heap instead.

Acts only on lists of the function itself of which nobody sees more than their length and what is taken out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Card, Rewrite, Rule, made
from burner.rules.edit import Edits, render
from burner.rules.growth import is_simple
from burner.rules.joins import written
from burner.rules.places import alone_on_line
from burner.rules.shapes import assigned
from burner.rules.unchanged import keys_of, writes_keys
from burner.rules.view import FunctionView

HEAP = Card(
    id="BRN167",
    name="sort-to-take-first",
    family="heaps",
    summary="keep a list from which the least element is taken again and again as a heap",
    condition="The list is the function's own; nothing but its length and what is taken out is asked for, and the keys"
    " of its elements stay. Equal keys leave in the order in which they came.",
    example_before="""\
def f(tasks):
    waiting = []
    done = []
    for task in tasks:
        waiting.append(task)
    while waiting:
        waiting.sort(key=lambda t: t["priority"])
        task = waiting.pop(0)
        done.append(task["name"])
        for follower in task["then"]:
            waiting.append(follower)
    return done
""",
    example_after="""\
from heapq import heappop, heappush
from itertools import count


def f(tasks):
    order = count()
    waiting = []
    done = []
    for task in tasks:
        heappush(waiting, (task["priority"], next(order), task))
    while waiting:
        task = heappop(waiting)[-1]
        done.append(task["name"])
        for follower in task["then"]:
            heappush(waiting, (follower["priority"], next(order), follower))
    return done
""",
    refuses=(
        """\
def f(tasks):
    waiting = list(tasks)
    done = []
    while waiting:
        waiting.sort(key=lambda t: t["priority"])
        done.append(waiting.pop(0)["name"])
        for task in waiting:
            task["priority"] -= 1
    return done
""",
        """\
def f(tasks):
    tasks.sort()
    return tasks.pop(0)
""",
        """\
def f(tasks):
    waiting = []
    for task in tasks:
        waiting.append(task)
        waiting.sort()
        first = waiting.pop(0)
        print(first, waiting)
""",
        """\
def f(nodes, distance):
    open_nodes = list(nodes)
    while open_nodes:
        node = min(open_nodes, key=lambda n: distance[n])
        open_nodes.remove(node)
        for other in nodes:
            distance[other] = min(distance[other], distance[node] + 1)
    return distance
""",
    ),
)


@dataclass(frozen=True)
class _Taken:
    """The two statements that take the least element out of a list, in a loop."""

    first: ast.stmt
    second: ast.stmt
    target: ast.expr
    """The name that the element gets, or the names of its parts."""
    key: ast.Lambda | ast.Name | None


def heap(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Keep lists as heaps."""
    if view.lazy:
        return
    for name in sorted(view.locals - set(view.parameters) - view.captured):
        values, otherwise = assigned(view, name)
        taken = [t for s in view.nodes() if isinstance(s, ast.stmt) and (t := _taken(view, name, s)) is not None]
        if len(taken) != 1 or otherwise or not view.loops(taken[0].first):
            continue
        values = [value for value in values if value is not getattr(taken[0].first, "value", None)]
        if not values:
            continue
        loop = view.loops(taken[0].first)[-1]
        appends = _appends(view, name, taken[0], values)
        if appends is None or not _key_stays(view, taken[0].key, loop):
            continue
        yield from _rewritten(view, name, taken[0], appends, values)


def _taken(view: FunctionView, name: str, statement: ast.stmt) -> _Taken | None:
    """Return how two statements take the least element: `xs.sort(); x = xs.pop(0)`, `sorted` and `pop`, `min` and `remove`."""
    after = view.after(statement)
    if not after or not alone_on_line(view, statement) or not alone_on_line(view, after[0]):
        return None
    match statement, after[0]:
        case (
            (
                ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=one), attr="sort"), args=[]) as call)
                | ast.Assign(
                    targets=[ast.Name()], value=ast.Call(func=ast.Name(id="sorted"), args=[ast.Name(id=one)]) as call
                )
            ),
            ast.Assign(
                targets=[ast.Name() | ast.Tuple() as target],
                value=ast.Call(
                    func=ast.Attribute(value=ast.Name(id=two), attr="pop"), args=[ast.Constant(value=0)], keywords=[]
                ),
            ),
        ) if _sorts_itself(view, statement, one):
            pass
        case (
            ast.Assign(
                targets=[ast.Name(id=item) as target],
                value=ast.Call(func=ast.Name(id="min"), args=[ast.Name(id=one)]) as call,
            ),
            ast.Expr(
                value=ast.Call(
                    func=ast.Attribute(value=ast.Name(id=two), attr="remove"),
                    args=[ast.Name(id=removed)],
                    keywords=[],
                )
            ),
        ) if removed == item and not view.shadowed("min"):
            pass
        case _:
            return None
    if not one == two == name or name in scope.bound(target) or any(k.arg != "key" for k in call.keywords):
        return None
    key = call.keywords[0].value if call.keywords else None
    if isinstance(key, ast.Lambda):
        return _Taken(statement, after[0], target, key) if len(key.args.args) == 1 else None
    return _Taken(statement, after[0], target, key) if key is None or isinstance(key, ast.Name) else None


def _sorts_itself(view: FunctionView, statement: ast.stmt, name: str) -> bool:
    """Return whether a statement is `xs.sort()`, or `xs = sorted(xs)` of the same list by the builtin."""
    if not isinstance(statement, ast.Assign):
        return True
    return scope.bound(statement) == {name} and not view.shadowed("sorted")


def _appends(view: FunctionView, name: str, taken: _Taken, values: list[ast.expr]) -> list[ast.Call] | None:
    """Return the calls that add an element; None where more is done with the list."""
    found: list[ast.Call] = []
    inside = {id(n) for s in (taken.first, taken.second) for n in scope.walk(s)}
    if not all(isinstance(v, (ast.List, ast.ListComp)) or view.call(v, "list", "sorted") for v in values):
        return None
    for use in view.uses(name):
        above = view.parents[use]
        if id(use) in inside or isinstance(use.ctx, ast.Store):
            continue
        call = view.parents[above] if isinstance(above, ast.Attribute) else None
        if isinstance(above, ast.Attribute) and above.attr == "append" and isinstance(call, ast.Call):
            statement = view.parents[call]
            if len(call.args) != 1 or not isinstance(statement, ast.Expr) or not alone_on_line(view, statement):
                return None
            found.append(call)
        elif not (view.call(above, "len", "bool") or _is_test(view, above, use)):
            return None
    return found


def _is_test(view: FunctionView, above: ast.AST, use: ast.Name) -> bool:
    if isinstance(above, (ast.While, ast.If, ast.IfExp)):
        return above.test is use
    if isinstance(above, ast.UnaryOp):
        return isinstance(above.op, ast.Not)
    holder = view.parents[above] if isinstance(above, ast.BoolOp) else None
    return isinstance(holder, (ast.While, ast.If))


def _key_stays(view: FunctionView, key: ast.Lambda | ast.Name | None, loop: ast.AST) -> bool:
    """Return whether the key of an element is the same whenever it is asked for while the list lives."""
    if key is None:
        return True
    if isinstance(key, ast.Name):
        return key.id not in view.locals
    own = {key.args.args[0].arg}
    free = scope.read(key.body) - own
    return not free & view.locals and not writes_keys(keys_of(key.body), loop)


def _rewritten(
    view: FunctionView, name: str, taken: _Taken, appends: list[ast.Call], values: list[ast.expr]
) -> Iterator[Rewrite]:
    makers = [
        view.imported(*what)
        for what in (
            ("heapq", "heappop"),
            ("heapq", "heappush"),
            ("heapq", "heapify"),
            ("itertools", "count"),
        )
    ]
    if any(maker is None for maker in makers):
        return
    (pop, pop_line), (push, push_line), (heapify, heapify_line), (count, count_line) = [m for m in makers if m]
    order = view.fresh("order", "arrival")
    edits = Edits(view)
    edits.before(_first(view), [f"{order} = {count}()"])
    filled = False
    for value in values:
        if isinstance(value, ast.List) and not value.elts:
            continue
        filled = True
        item = view.fresh("item", "element")
        statement = view.statement(value)
        if not alone_on_line(view, statement):
            return
        edits.replace(value, f"[{_entry(view, taken, item, order)} for {item} in {render(view, value)}]")
        edits.after(statement, [f"{heapify}({name})"])
    for call in appends:
        value = call.args[0]
        text = render(view, value)
        if not is_simple(value):
            text = view.fresh("added", "entry")
            edits.before(view.statement(call), [f"{text} = {render(view, value)}"])
        edits.replace(call, f"{push}({name}, {_entry(view, taken, text, order)})")
    edits.delete(taken.first)
    edits.lines(taken.second, [f"{view.source(taken.target)} = {pop}({name})[-1]"])
    imports = [*pop_line, *(push_line if appends else ()), *(heapify_line if filled else ()), *count_line]
    yield from made(edits, taken.first, f"keep {name} as a heap", imports=_together(imports))


def _first(view: FunctionView) -> ast.stmt:
    body = view.node.body
    is_doc = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and len(body) > 1
    return body[1] if is_doc else body[0]


def _entry(view: FunctionView, taken: _Taken, text: str, order: str) -> str:
    key = taken.key
    if key is None:
        return f"({text}, next({order}), {text})"
    if isinstance(key, ast.Name):
        return f"({key.id}({text}), next({order}), {text})"
    return f"({written(view, key.body, {key.args.args[0].arg: text})}, next({order}), {text})"


def _together(imports: list[str]) -> tuple[str, ...]:
    """Join the imports of one module to one line: `from heapq import heappop, heappush`."""
    names: dict[str, list[str]] = {}
    other: list[str] = []
    for line in imports:
        head, found, name = line.partition(" import ")
        if found:
            names.setdefault(head, []).append(name)
        else:
            other.append(line)
    return (*(f"{head} import {', '.join(sorted(found))}" for head, found in names.items()), *other)


RULES = (Rule(HEAP, heap),)
