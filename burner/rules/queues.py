"""Rules about lists that grow by copying, or are used at their front.

They act only on lists that the function made itself and that nobody else holds.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from burner.policy.protocol import Brief
from burner.rules import prefixes, scope
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import queues as cards
from burner.rules.edit import Edits, atom, render
from burner.rules.known import PURE_BUILTINS, PURE_METHODS
from burner.rules.places import alone_on_line
from burner.rules.shapes import assigned
from burner.rules.view import FunctionView

# -- growing by copying ----------------------------------------------------------------------------


def _grow(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`xs = xs + [x]` -> `xs.append(x)`; `xs = xs + ys` -> `xs.extend(ys)`; `xs = ys[:i + 1]` -> `xs.append(ys[i])`."""
    yield from prefixes.grown(view, brief, _kept_private)
    for statement in view.nodes():
        name, parts = _grown(statement)
        if name is None or not isinstance(statement, ast.Assign):
            continue
        if not view.loops(statement) or not _own_list(view, name):
            continue
        if not _kept_private(view, name, statement) or not alone_on_line(view, statement):
            continue
        edits = Edits(view)
        edits.lines(statement, [_extend(view, name, part) for part in parts])
        yield from made(edits, statement, f"let {name} grow in place instead of copying it each time")


def _grown(statement: ast.AST) -> tuple[str | None, list[ast.expr]]:
    if (
        not isinstance(statement, ast.Assign)
        or len(statement.targets) != 1
        or not isinstance(statement.targets[0], ast.Name)
    ):
        return None, []
    name, value = statement.targets[0].id, statement.value
    if isinstance(value, ast.List) and value.elts and isinstance(value.elts[0], ast.Starred):
        first = value.elts[0].value
        if (
            isinstance(first, ast.Name)
            and first.id == name
            and not any(isinstance(e, ast.Starred) for e in value.elts[1:])
        ):
            return name, [ast.List([e], ast.Load()) for e in value.elts[1:]]
    parts: list[ast.expr] = []
    while isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
        parts.insert(0, value.right)
        value = value.left
    later = any(name in scope.mentioned(p) for p in parts[1:])
    return (name, parts) if isinstance(value, ast.Name) and value.id == name and parts and not later else (None, [])


def _extend(view: FunctionView, name: str, part: ast.expr) -> str:
    if isinstance(part, ast.List) and len(part.elts) == 1 and not isinstance(part.elts[0], ast.Starred):
        return f"{name}.append({render(view, part.elts[0])})"
    return f"{name}.extend({render(view, part)})"


def _own_list(view: FunctionView, name: str) -> bool:
    """Return whether a name only ever holds lists made in this function."""
    if name in view.parameters or name not in view.locals or name in view.captured:
        return False
    values, other = assigned(view, name)
    starts = [v for v in values if not _self_sum(v, name)]
    return bool(starts) and not other and all(_new_list(view, v) for v in starts)


def _self_sum(value: ast.expr, name: str) -> bool:
    if isinstance(value, ast.List):
        return any(
            isinstance(e, ast.Starred) and isinstance(e.value, ast.Name) and e.value.id == name for e in value.elts
        )
    while isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
        value = value.left
    return isinstance(value, ast.Name) and value.id == name


def _new_list(view: FunctionView, value: ast.expr) -> bool:
    if isinstance(value, (ast.List, ast.ListComp)):
        return True
    if isinstance(value, ast.Call):
        call = view.call(value, "list", "sorted")
        text = isinstance(value.func, ast.Attribute) and value.func.attr in {"split", "splitlines"}
        return call is not None or text
    if isinstance(value, ast.BinOp) and isinstance(value.op, (ast.Mult, ast.Add)):
        return _new_list(view, value.left) or _new_list(view, value.right)
    return False


def _kept_private(view: FunctionView, name: str, statement: ast.stmt) -> bool:
    """Return whether no use inside the loops around a statement keeps hold of the list."""
    outer = view.loops(statement)[-1]
    for loop in view.loops(statement):
        if isinstance(loop, ast.For) and name in scope.read(loop.iter) and isinstance(loop.iter, ast.Name):
            return False
    inside = {id(n) for n in scope.walk(statement)}
    return not any(
        isinstance(n, ast.Name)
        and n.id == name
        and isinstance(n.ctx, ast.Load)
        and id(n) not in inside
        and _keeps(view, n)
        for n in scope.walk(outer)
    )


def _keeps(view: FunctionView, use: ast.Name) -> bool:
    """Return whether a use of a list may keep hold of the list itself."""
    child: ast.AST = use
    above = view.parent(use)
    while isinstance(above, (ast.IfExp, ast.BoolOp, ast.Starred, ast.keyword, ast.Tuple, ast.List, ast.Dict, ast.Set)):
        if isinstance(above, ast.Starred) or (isinstance(above, ast.IfExp) and above.test is child):
            return False
        child, above = above, view.parent(above)
    if isinstance(
        above, (ast.If, ast.While, ast.Compare, ast.UnaryOp, ast.FormattedValue, ast.BinOp, ast.For, ast.comprehension)
    ):
        return False
    if isinstance(above, ast.Attribute):
        return False
    if isinstance(above, ast.Subscript):
        return above.value is not child
    if isinstance(above, ast.Call):
        return not (view.builtin(above.func, *PURE_BUILTINS) or _reads(above))
    return True


def _reads(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in (PURE_METHODS | {"extend", "update"}) - {
        "get",
        "pop",
    }


def _grow_in_dict(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """`d[k] = d.get(k, []) + [x]` -> `d.setdefault(k, []).append(x)`."""
    for statement in view.nodes():
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1 or not view.loops(statement):
            continue
        target, value = statement.targets[0], statement.value
        if (
            not isinstance(target, ast.Subscript)
            or not isinstance(target.value, ast.Name)
            or not isinstance(value, ast.BinOp)
        ):
            continue
        name = target.value.id
        if name not in view.locals or name in view.parameters or not isinstance(value.op, ast.Add):
            continue
        if not _gets(value.left, target) or not alone_on_line(view, statement) or _values_escape(view, name):
            continue
        holder, key = view.source(target.value), render(view, target.slice)
        edits = Edits(view)
        edits.lines(statement, [_extend(view, f"{holder}.setdefault({key}, [])", value.right)])
        yield from made(edits, statement, f"let the lists in {name} grow in place")


def _gets(node: ast.expr, target: ast.Subscript) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "get":
        return False
    if len(node.args) != 2 or node.keywords or not scope.same(node.func.value, target.value):
        return False
    default = node.args[1]
    return scope.same(node.args[0], target.slice) and isinstance(default, ast.List) and not default.elts


def _values_escape(view: FunctionView, name: str) -> bool:
    """Return whether a list inside a dict of this function may be held elsewhere while it grows."""
    for use in view.uses(name):
        above = view.parent(use)
        if (
            isinstance(above, ast.Subscript)
            and above.value is use
            and isinstance(above.ctx, ast.Load)
            and _keeps_part(view, above)
        ):
            return True
    return False


def _keeps_part(view: FunctionView, node: ast.expr) -> bool:
    above = view.parent(node)
    if isinstance(above, ast.Call):
        return not (view.builtin(above.func, *PURE_BUILTINS) or above.func is node)
    return isinstance(above, (ast.Assign, ast.Return, ast.List, ast.Tuple, ast.Dict, ast.Yield, ast.keyword))


# -- the front of a list ---------------------------------------------------------------------------


def _prepend(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """`xs.insert(0, x)` in a loop -> `xs.append(x)` and one `xs.reverse()` behind it."""
    for start in view.nodes():
        if not isinstance(start, (ast.Assign, ast.AnnAssign)) or start.value is None:
            continue
        target = start.targets[0] if isinstance(start, ast.Assign) else start.target
        if (
            not isinstance(target, ast.Name)
            or not _short_list(start.value)
            or target.id in view.captured | view.outer_names
        ):
            continue
        yield from _reversed_later(view, start, target.id)


def _short_list(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id == "list" and not value.args
    return (
        isinstance(value, ast.List) and len(value.elts) <= 1 and not any(isinstance(e, ast.Starred) for e in value.elts)
    )


def _reversed_later(view: FunctionView, start: ast.stmt, name: str) -> Iterator[Rewrite]:
    region: list[ast.stmt] = []
    found: list[tuple[ast.stmt, ast.expr]] = []
    for statement in view.after(start):
        inserts = [pair for node in scope.walk(statement) for pair in _inserts(node, name)]
        allowed = {id(n) for s, _ in inserts for n in scope.walk(s)} - {
            id(n) for _, v in inserts for n in scope.walk(v)
        }
        if any(isinstance(n, ast.Name) and n.id == name and id(n) not in allowed for n in scope.walk(statement)):
            break
        region.append(statement)
        found += inserts
    while region and name not in scope.mentioned(region[-1]):
        region.pop()
    if not any(isinstance(a, scope.LOOPS) and _within(a, region) for s, _ in found for a in view.above(s)):
        return
    if not all(alone_on_line(view, s) for s, _ in found) or not alone_on_line(view, region[-1]):
        return
    if any(isinstance(a, ast.Try) and name in scope.mentioned([*a.handlers, *a.finalbody]) for a in view.above(start)):
        return
    edits = Edits(view)
    for statement, value in found:
        edits.lines(statement, [f"{name}.append({render(view, value)})"])
    edits.after(region[-1], [f"{name}.reverse()"])
    yield from made(edits, found[0][0], f"append to {name} and turn it round once")


def _within(node: ast.AST, region: Sequence[ast.stmt]) -> bool:
    return any(part is node for statement in region for part in scope.walk(statement))


def _inserts(node: ast.AST, name: str) -> Iterator[tuple[ast.stmt, ast.expr]]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        call = node.value
        if (
            isinstance(call.func, ast.Attribute)
            and call.func.attr == "insert"
            and len(call.args) == 2
            and not call.keywords
        ):
            zero = isinstance(call.args[0], ast.Constant) and call.args[0].value == 0
            if zero and isinstance(call.func.value, ast.Name) and call.func.value.id == name:
                yield node, call.args[1]
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.value, ast.BinOp):
        target, left, right = node.targets[0], node.value.left, node.value.right
        if (
            isinstance(target, ast.Name)
            and target.id == name
            and isinstance(node.value.op, ast.Add)
            and isinstance(right, ast.Name)
            and right.id == name
            and isinstance(left, ast.List)
            and len(left.elts) == 1
            and not isinstance(left.elts[0], ast.Starred)
        ):
            yield node, left.elts[0]


def _queue(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """A list that is emptied from the front -> `collections.deque`."""
    for name in sorted(view.locals - view.captured):
        values, other = assigned(view, name)
        if other or not values or (name in view.parameters and not _copied_first(view, name)):
            continue
        edits = Edits(view)
        first = _to_deque(edits, name, values)
        maker = view.imported("collections", "deque")
        if first is None or maker is None:
            continue
        for value in values:
            if not _tail_slice(value, name):
                edits.replace(value, f"{maker[0]}({_plain_source(view, value)})")
        yield from made(edits, first, f"take from the front of {name} in constant time", imports=maker[1])


def _copied_first(view: FunctionView, name: str) -> bool:
    """Return whether a parameter is given a list of the function's own before anything else is done with it."""
    first = next((s for s in view.node.body if name in scope.mentioned(s)), None)
    if not isinstance(first, ast.Assign) or len(first.targets) != 1:
        return False
    target = first.targets[0]
    return isinstance(target, ast.Name) and target.id == name and _new_list(view, first.value)


def _plain_source(view: FunctionView, value: ast.expr) -> str:
    if isinstance(value, ast.List) and not value.elts:
        return ""
    call = view.call(value, "list")
    if call is not None and len(call.args) == 1 and not call.keywords:
        return render(view, call.args[0])
    return render(view, value)


def _tail_slice(value: ast.expr, name: str) -> bool:
    """Return whether a value is `name[1:]`."""
    if not isinstance(value, ast.Subscript) or not isinstance(value.slice, ast.Slice):
        return False
    lower = value.slice.lower
    one = (
        isinstance(lower, ast.Constant) and lower.value == 1 and value.slice.upper is None and value.slice.step is None
    )
    return one and isinstance(value.value, ast.Name) and value.value.id == name


SAFE_ON_DEQUE = frozenset({"append", "extend", "clear", "count", "remove", "reverse", "copy", "popleft", "appendleft"})
TAKES_ANY = ("len", "list", "tuple", "set", "frozenset", "sorted", "sum", "min", "max", "any", "all", "enumerate",
             "zip", "iter", "reversed", "bool", "map", "filter")  # fmt: skip


def _to_deque(edits: Edits, name: str, values: list[ast.expr]) -> ast.AST | None:
    """Rewrite all uses of a list for a deque; return the first take in a loop, None if a use does not fit."""
    view = edits.view
    if not all(_new_list(view, v) or _tail_slice(v, name) for v in values):
        return None
    first: ast.AST | None = None
    done: set[int] = set()
    for use in view.uses(name):
        if isinstance(use.ctx, ast.Store):
            above = view.parent(use)
            if isinstance(above, ast.AugAssign) and not isinstance(above.op, ast.Add):
                return None
            continue
        if id(use) in done:
            continue
        taken = _take(edits, use)
        if taken is not None:
            first = first or (taken if view.loops(taken) else None)
            continue
        if not _fits(edits, use):
            return None
    return first


def _take(edits: Edits, use: ast.Name) -> ast.AST | None:
    """Rewrite `q.pop(0)`, `q = q[1:]`, `del q[0]`, `q[1:]` being rebound; return the node, None if it is not one."""
    view = edits.view
    above = view.parent(use)
    if isinstance(above, ast.Attribute) and above.attr == "pop":
        call = view.parent(above)
        if (
            isinstance(call, ast.Call)
            and call.func is above
            and len(call.args) == 1
            and isinstance(call.args[0], ast.Constant)
            and call.args[0].value == 0
            and not call.keywords
        ):
            edits.replace(call, f"{use.id}.popleft()")
            return call
    if isinstance(above, ast.Subscript) and _tail_slice(above, use.id):
        statement = view.parent(above)
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1 and alone_on_line(view, statement):
            target = statement.targets[0]
            if isinstance(target, ast.Name) and target.id == use.id and _headed(view, statement, use.id):
                edits.lines(statement, [f"{use.id}.popleft()"])
                return statement
    if isinstance(above, ast.Subscript) and isinstance(above.ctx, ast.Del) and isinstance(above.slice, ast.Constant):
        statement = view.parent(above)
        if isinstance(statement, ast.Delete) and len(statement.targets) == 1 and above.slice.value == 0:
            edits.lines(statement, [f"{use.id}.popleft()"])
            return statement
    return None


def _headed(view: FunctionView, statement: ast.stmt, name: str) -> bool:
    """Return whether the list can't be empty at `q = q[1:]`: its first element was just read, or a loop tests it."""
    for earlier in view.before(statement):
        for node in scope.walk(earlier):
            if (
                isinstance(node, ast.Subscript)
                and isinstance(node.value, ast.Name)
                and node.value.id == name
                and isinstance(node.slice, ast.Constant)
                and node.slice.value == 0
            ):
                return True
    above = view.parent(statement)
    return isinstance(above, ast.While) and isinstance(above.test, ast.Name) and above.test.id == name


def _fits(edits: Edits, use: ast.Name) -> bool:
    view = edits.view
    above = view.parent(use)
    if isinstance(above, ast.Attribute):
        call = view.parent(above)
        if not isinstance(call, ast.Call) or call.func is not above:
            return False
        front = len(call.args) == 2 and isinstance(call.args[0], ast.Constant) and call.args[0].value == 0
        if above.attr == "insert" and front:
            edits.replace(call, f"{use.id}.appendleft({render(view, call.args[1])})")
        if above.attr in {"insert", "pop"}:
            return front if above.attr == "insert" else not call.args
        return above.attr in SAFE_ON_DEQUE and above.attr != "copy"
    if isinstance(above, ast.Subscript):
        loaded = above.value is use and not isinstance(above.ctx, ast.Del)
        return loaded and ast.unparse(above.slice) in {"0", "-1"}
    if isinstance(above, ast.Call):
        return view.builtin(above.func, *TAKES_ANY)
    if isinstance(above, ast.Return) or (isinstance(above, ast.Tuple) and isinstance(view.parent(above), ast.Return)):
        edits.replace(use, f"list({use.id})")
        return True
    if isinstance(above, (ast.For, ast.comprehension)):
        return above.iter is use
    if isinstance(above, ast.Compare):
        return isinstance(above.ops[0], (ast.In, ast.NotIn)) and above.left is not use
    return isinstance(above, (ast.While, ast.If, ast.BoolOp, ast.UnaryOp, ast.Starred))


# -- flattening ------------------------------------------------------------------------------------


def _flatten(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """`sum(lists, [])` -> `[item for part in lists for item in part]`."""
    for node in scope.walk(view.node.body):
        call = view.call(node, "sum")
        if call is None:
            continue
        start = (
            call.args[1] if len(call.args) == 2 else next((k.value for k in call.keywords if k.arg == "start"), None)
        )
        if not isinstance(start, ast.List) or start.elts or not call.args:
            continue
        part, item = view.fresh("part", "chunk"), view.fresh("item", "element")
        edits = Edits(view)
        edits.replace(call, f"[{item} for {part} in {_source_of(view, call.args[0])} for {item} in {part}]")
        yield from made(edits, call, "flatten in one pass")


def _source_of(view: FunctionView, node: ast.expr) -> str:
    return f"({atom(view, node)})" if isinstance(node, (ast.IfExp, ast.Lambda)) else render(view, node)


GROW = Rule(cards.GROW, _grow)
GROW_IN_DICT = Rule(cards.GROW_IN_DICT, _grow_in_dict)
PREPEND = Rule(cards.PREPEND, _prepend)
QUEUE = Rule(cards.QUEUE, _queue)
FLATTEN = Rule(cards.FLATTEN, _flatten)
RULES = (GROW, GROW_IN_DICT, PREPEND, QUEUE, FLATTEN)
