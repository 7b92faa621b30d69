"""Lists that are sorted again after each element that comes in: kept in order instead.

Where others see the order of a list, a second one beside it is kept in order.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from burner.policy.protocol import Brief
from burner.rules import library, scope
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import ordering as cards
from burner.rules.edit import Edits, render
from burner.rules.growth import grows
from burner.rules.lists import short_name
from burner.rules.purity import is_path, root
from burner.rules.reading import only_read
from burner.rules.shapes import assigned
from burner.rules.unchanged import keys_of, writes_keys
from burner.rules.view import FunctionView

MEDIANS = frozenset({"statistics.median", "statistics.median_low", "statistics.median_high"})
ANY_ORDER = ("len", "sum", "min", "max", "any", "all", "set", "frozenset", "bool")


@dataclass
class _Uses:
    """The uses of a list, or of all lists in a dict: what comes in, and where all are sorted."""

    appends: list[ast.Call] = field(default_factory=list)
    sorts: list[ast.Call] = field(default_factory=list)


def _kept_sorted(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    if view.lazy:
        return
    for name in sorted(view.locals - set(view.parameters) - view.captured):
        values, other = assigned(view, name)
        if (
            other
            or not values
            or not (all(_empty(v, "list") for v in values) or all(_empty(v, "dict") for v in values))
        ):
            continue
        found = _uses(view, name, in_dict=_empty(values[0], "dict"))
        if (
            found is None
            or not found.appends
            or not any(_together(view, a, s) for a in found.appends for s in found.sorts)
            or not all(_read_in_time(view, s, [view.statement(a) for a in found.appends]) for s in found.sorts)
        ):
            continue
        keys = {_key(view, s) if _keys_stay(view, s) else None for s in found.sorts}
        key = keys.pop() if len(keys) == 1 else None
        maker = view.imported("bisect", "insort")
        if key is None or maker is None or (key and brief.python < (3, 10)):
            continue
        edits = Edits(view)
        for call in found.appends:
            function = call.func
            if isinstance(function, ast.Attribute):
                edits.replace(call, f"{maker[0]}({render(view, function.value)}, {render(view, call.args[0])}{key})")
        for call in found.sorts:
            if view.call(call, "sorted"):
                edits.replace(call, render(view, call.args[0]))
        yield from made(edits, found.sorts[0], f"keep {name} in order instead of sorting again", imports=maker[1])


def _twins(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`xs.append(x)` and `sorted(xs)` in a loop, of a list whose order is seen -> a list in order beside it."""
    if view.lazy:
        return
    done: set[str] = set()
    for call in view.nodes():
        if not isinstance(call, ast.Call) or not _needs_order(view, call) or not is_path(call.args[0]):
            continue
        path, key = call.args[0], _key(view, call)
        maker = view.imported("bisect", "insort")
        if maker is None or key is None or scope.plain(path) in done or (key and brief.python < (3, 10)):
            continue
        found = grows(view, path, call)
        if found is None:
            continue
        done.add(scope.plain(path))
        repeat, appends = found
        asked = [
            n for part in repeat.within for n in scope.walk(part) if isinstance(n, ast.Call) and _needs_order(view, n)
        ]
        asked = [n for n in asked if scope.same(n.args[0], path)]
        if not all(
            _key(view, n) == key and _keys_stay(view, n) and _only_read(view, n) and _read_in_time(view, n, appends)
            for n in asked
        ):
            continue
        twin = view.fresh(f"ordered_{short_name(path)}", "in_order")
        edits = Edits(view)
        edits.before(repeat.statement, [f"{twin} = sorted({view.source(path)}{key})"])
        for statement in appends:
            edits.after(statement, [f"{maker[0]}({twin}, {view.source(path)}[-1]{key})"])
        for each in asked:
            edits.replace(each if view.call(each, "sorted") else each.args[0], twin)
        yield from made(edits, call, f"keep {view.source(path)} in order in a second list", imports=maker[1])


def _only_read(view: FunctionView, call: ast.Call) -> bool:
    return view.call(call, "sorted") is None or only_read(view, call)


def _read_in_time(view: FunctionView, call: ast.Call, appends: list[ast.stmt]) -> bool:
    """Return whether what is sorted is not looked at any more when the next element comes in."""
    if view.call(call, "sorted") is None:
        return True
    above = view.parent(call)
    if isinstance(above, (ast.Assign, ast.AnnAssign)):
        target = above.targets[0] if isinstance(above, ast.Assign) else above.target
        return isinstance(target, ast.Name) and _read_before(view, target.id, appends)
    if isinstance(above, ast.For):
        return above.iter is call and not _within(appends, above)
    if isinstance(above, ast.comprehension):
        whole = view.parent(above)
        return not isinstance(whole, ast.GeneratorExp) or _read_at_once(view, view.parent(whole))
    return (isinstance(above, ast.Subscript) and above.value is call) or _read_at_once(view, above)


def _read_at_once(view: FunctionView, user: ast.AST) -> bool:
    """Return whether a call goes through what it is given before it returns."""
    joins = isinstance(user, ast.Call) and isinstance(user.func, ast.Attribute) and user.func.attr == "join"
    return joins or view.call(user, "len", "sum", "min", "max", "any", "all", "list", "tuple", "set") is not None


def _within(statements: list[ast.stmt], loop: ast.AST) -> bool:
    inside = {id(node) for node in scope.walk(loop)}
    return any(id(each) in inside for each in statements)


def _read_before(view: FunctionView, name: str, appends: list[ast.stmt]) -> bool:
    """Return whether each use of a name follows the statement that sets it, in its block, with no addition between."""
    uses = view.uses(name)
    if name in view.captured:
        return False
    setting = [view.statement(use) for use in uses if not isinstance(use.ctx, ast.Load)]
    for use in uses:
        if not isinstance(use.ctx, ast.Load):
            continue
        around = [use, *view.above(use)]
        before = [each for each in setting if any(after in around for after in view.after(each))]
        if not before:
            return False
        last = max(before, key=lambda each: each.lineno)
        loops = [loop for loop in view.loops(use) if loop not in view.loops(last)]
        if any(last.lineno < each.lineno <= use.lineno for each in appends) or any(
            _within(appends, loop) for loop in loops
        ):
            return False
    return True


def _needs_order(view: FunctionView, call: ast.Call) -> bool:
    """Return whether a call sorts its one argument: `sorted`, or a median."""
    if len(call.args) != 1 or isinstance(call.args[0], ast.Starred) or any(k.arg != "key" for k in call.keywords):
        return False
    return view.call(call, "sorted") is not None or (library.dotted(view, call.func) in MEDIANS and not call.keywords)


def _empty(value: ast.expr, kind: str) -> bool:
    if kind == "list":
        return isinstance(value, ast.List) and not value.elts
    if isinstance(value, ast.Dict):
        return not value.keys
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name) or value.func.id != "defaultdict":
        return False
    return len(value.args) == 1 and isinstance(value.args[0], ast.Name) and value.args[0].id == "list"


def _uses(view: FunctionView, name: str, *, in_dict: bool) -> _Uses | None:
    """Return what is done with a list (or the lists of a dict); None where its order may be seen."""
    found = _Uses()
    for use in view.uses(name):
        if isinstance(use.ctx, ast.Store):
            continue
        if not in_dict:
            if not _use(view, use, found):
                return None
            continue
        above = view.parent(use)
        if isinstance(above, ast.Compare) and isinstance(above.ops[0], (ast.In, ast.NotIn)) and above.left is not use:
            continue
        element = _element(view, use)
        if element is None:
            return None
        if isinstance(element, ast.Subscript) and isinstance(element.ctx, ast.Store):
            statement = view.parent(element)
            if not (
                isinstance(statement, ast.Assign) and isinstance(statement.value, ast.List) and not statement.value.elts
            ):
                return None
            continue
        if not _use(view, element, found):
            return None
    return found if found.sorts else None


def _element(view: FunctionView, use: ast.Name) -> ast.expr | None:
    """Return the expression for one list of a dict: `d[k]` or `d.setdefault(k, [])`."""
    above = view.parent(use)
    if isinstance(above, ast.Subscript) and above.value is use:
        return None if isinstance(above.slice, ast.Slice) or isinstance(above.ctx, ast.Del) else above
    if isinstance(above, ast.Attribute) and above.attr == "setdefault":
        call = view.parent(above)
        if isinstance(call, ast.Call) and call.func is above and len(call.args) == 2:
            return call if isinstance(call.args[1], ast.List) and not call.args[1].elts else None
    return None


def _use(view: FunctionView, node: ast.expr, found: _Uses) -> bool:
    above = view.parent(node)
    if isinstance(above, ast.Attribute) and above.attr == "append":
        append = view.parent(above)
        if isinstance(append, ast.Call) and len(append.args) == 1 and isinstance(view.parent(append), ast.Expr):
            found.appends.append(append)
            return not isinstance(append.args[0], ast.Starred)
        return False
    if isinstance(above, ast.Call) and _needs_order(view, above):
        found.sorts.append(above)
        return _only_read(view, above)
    if view.call(above, *ANY_ORDER) is not None:
        return isinstance(above, ast.Call) and not above.keywords
    return isinstance(above, (ast.If, ast.IfExp, ast.While, ast.BoolOp)) or (
        isinstance(above, ast.Compare) and isinstance(above.ops[0], (ast.In, ast.NotIn)) and above.left is not node
    )


def _key(view: FunctionView, call: ast.Call) -> str | None:
    if not call.keywords:
        return ""
    value = call.keywords[0].value
    fixed = (
        isinstance(value, ast.Lambda) and not (scope.read(value.body) - {a.arg for a in value.args.args}) & view.locals
    )
    named = isinstance(value, (ast.Name, ast.Attribute)) and root(value) not in view.locals
    return f", key={render(view, value)}" if fixed or named else None


def _keys_stay(view: FunctionView, call: ast.Call) -> bool:
    """Return whether nothing in the function stores into what the key of a sort reads of an element."""
    return not any(writes_keys(keys_of(keyword.value), view.node.body, view) for keyword in call.keywords)


def _together(view: FunctionView, append: ast.Call, sort: ast.Call) -> bool:
    """Return whether some loop both adds an element and sorts."""
    return any(a is b for a in view.loops(append) for b in view.loops(sort))


def _in_order(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    own = list(_kept_sorted(view, brief))
    yield from own or _twins(view, brief)


KEPT_SORTED = Rule(cards.KEPT_SORTED, _in_order)
RULES = (KEPT_SORTED,)
