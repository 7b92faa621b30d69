"""Lists that are sorted again after each element that comes in: kept in order instead.

Acts only on lists (or lists in a dict) of the function itself whose order nobody else sees.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import ordering as cards
from burner.rules.edit import Edits, render
from burner.rules.reading import only_read
from burner.rules.shapes import assigned
from burner.rules.view import FunctionView

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
        ):
            continue
        keys = {_key(view, s) for s in found.sorts}
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
            edits.replace(call, render(view, call.args[0]))
        yield from made(edits, found.sorts[0], f"keep {name} in order instead of sorting again", imports=maker[1])


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
    call = view.call(above, "sorted")
    if call is not None and len(call.args) == 1 and all(k.arg == "key" for k in call.keywords):
        found.sorts.append(call)
        return only_read(view, call)
    if view.call(above, *ANY_ORDER) is not None:
        return isinstance(above, ast.Call) and not above.keywords
    return isinstance(above, (ast.If, ast.While, ast.BoolOp)) or (
        isinstance(above, ast.Compare) and isinstance(above.ops[0], (ast.In, ast.NotIn)) and above.left is not node
    )


def _key(view: FunctionView, call: ast.Call) -> str | None:
    if not call.keywords:
        return ""
    value = call.keywords[0].value
    fixed = (
        isinstance(value, ast.Lambda) and not (scope.read(value.body) - {a.arg for a in value.args.args}) & view.locals
    )
    return f", key={render(view, value)}" if fixed or isinstance(value, (ast.Name, ast.Attribute)) else None


def _together(view: FunctionView, append: ast.Call, sort: ast.Call) -> bool:
    """Return whether some loop both adds an element and sorts."""
    return any(a is b for a in view.loops(append) for b in view.loops(sort))


KEPT_SORTED = Rule(cards.KEPT_SORTED, _kept_sorted)
RULES = (KEPT_SORTED,)
