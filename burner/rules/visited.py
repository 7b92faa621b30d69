"""A list that only remembers what was seen: a set does the same, also where helpers are handed the list.

Changes the helpers together with the function, and only where nobody else in the module calls them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Rewrite, Rule
from burner.rules.cards import visited as cards
from burner.rules.edit import Edits, render
from burner.rules.shapes import assigned
from burner.rules.view import FunctionView, starred


@dataclass
class _Found:
    """The edits of each function that a list passes through, and what was seen on the way."""

    edits: dict[str, Edits] = field(default_factory=dict)
    places: set[tuple[str, str]] = field(default_factory=set)
    tests: int = 0
    counted: bool = False
    looped: bool = False


def _as_set(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    for name in sorted(view.locals - set(view.parameters) - view.captured):
        values, other = assigned(view, name)
        if other or not values or not all(_becomes_set(view, v) for v in values):
            continue
        found = _Found()
        if not _follow(view, name, found) or not found.tests or not (found.looped or len(found.edits) > 1):
            continue
        for value in values:
            found.edits[view.qualname].replace(value, _becomes_set(view, value) or "")
        if len(found.edits) > 1 and not _only_called_inside(view, found):
            continue
        try:
            functions = {qualname: edits.result() for qualname, edits in found.edits.items()}
        except ValueError:
            continue
        yield Rewrite(functions, (), f"remember {name} in a set", values[0].lineno, found.counted)


def _becomes_set(view: FunctionView, value: ast.expr) -> str | None:
    """Return how a new set is written for a new list; None if the value is not a new list."""
    if isinstance(value, ast.List):
        if not value.elts:
            return "set()"
        if any(isinstance(e, (ast.List, ast.Dict, ast.Set, ast.Starred)) for e in value.elts):
            return None
        return "{" + ", ".join(render(view, e) for e in value.elts) + "}"
    call = view.call(value, "list")
    if call is not None and not call.keywords and len(call.args) <= 1:
        return f"set({render(view, call.args[0]) if call.args else ''})"
    return None


def _follow(view: FunctionView, name: str, found: _Found) -> bool:
    """Rewrite all uses of a list in a function and in those it is handed to; False where a use needs a list."""
    if (view.qualname, name) in found.places:
        return True
    found.places.add((view.qualname, name))
    edits = found.edits.setdefault(view.qualname, Edits(view))
    if name in view.captured | view.outer_names or view.dynamic:
        return False
    for use in view.uses(name):
        if isinstance(use.ctx, ast.Store):
            if name in view.parameters:
                return False
            continue
        if not _use(view, use, edits, found):
            return False
    return True


def _use(view: FunctionView, use: ast.Name, edits: Edits, found: _Found) -> bool:
    above = view.parent(use)
    if isinstance(above, ast.Compare) and len(above.ops) == 1 and isinstance(above.ops[0], (ast.In, ast.NotIn)):
        if above.left is use or isinstance(above.left, (ast.List, ast.Dict, ast.Set)):
            return False
        found.tests += 1
        found.looped = found.looped or bool(view.loops(above))
        return True
    if isinstance(above, (ast.If, ast.While, ast.BoolOp)) or (
        isinstance(above, ast.UnaryOp) and isinstance(above.op, ast.Not)
    ):
        return True
    if isinstance(above, ast.Attribute):
        return _method(view, above, edits)
    if isinstance(above, ast.keyword):
        above = view.parent(above)
    if isinstance(above, ast.Call):
        if view.call(above, "len") is not None:
            found.counted = True
            return True
        return _handed_on(view, above, use, found)
    return False


def _method(view: FunctionView, attribute: ast.Attribute, edits: Edits) -> bool:
    call = view.parent(attribute)
    if not isinstance(call, ast.Call) or call.func is not attribute or not isinstance(view.parent(call), ast.Expr):
        return False
    renamed = {"append": "add", "extend": "update", "clear": "clear"}.get(attribute.attr)
    if renamed is None or len(call.args) != (attribute.attr != "clear") or call.keywords:
        return False
    if call.args and isinstance(call.args[0], (ast.List, ast.Dict, ast.Set, ast.Starred)) and renamed == "add":
        return False
    start, end = view.span(attribute)
    edits.replace_span(end - len(attribute.attr), end, renamed)
    return start < end


def _handed_on(view: FunctionView, call: ast.Call, use: ast.Name, found: _Found) -> bool:
    if starred(call):
        return False
    callee = _callee(view, call)
    if callee is None:
        return False
    shift = 1 if isinstance(call.func, ast.Attribute) else 0
    plain = [a.arg for a in (*callee.node.args.posonlyargs, *callee.node.args.args)][shift:]
    place = next((i for i, a in enumerate(call.args) if a is use), None)
    if place is not None:
        name = plain[place] if place < len(plain) else None
    else:
        name = next((k.arg for k in call.keywords if k.value is use), None)
    return name is not None and name in callee.parameters and _follow(callee, name, found)


def _callee(view: FunctionView, call: ast.Call) -> FunctionView | None:
    function = call.func
    if isinstance(function, ast.Name) and function.id not in view.locals and view.function(function.id) is not None:
        return view.other(function.id)
    if (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == view.self_name
        and view.method(function.attr) is not None
    ):
        return view.other(f"{view.qualname.rpartition('.')[0]}.{function.attr}")
    return None


def _only_called_inside(view: FunctionView, found: _Found) -> bool:
    """Return whether the helpers are mentioned nowhere in the module but in the functions that change with them."""
    helpers = {q.rpartition(".")[2] for q in found.edits if q != view.qualname}
    spans = [edits.view.span(edits.view.node) for edits in found.edits.values()]
    for node in scope.walk(view.tree):
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None
        if name in helpers and isinstance(node, (ast.Name, ast.Attribute)):
            start = view.span(node)[0]
            if not any(first <= start < last for first, last in spans):
                return False
    return not any(_has_default(edits.view, name) for edits, name in _handed(view, found))


def _handed(view: FunctionView, found: _Found) -> Iterator[tuple[Edits, str]]:
    for qualname, name in found.places:
        if qualname != view.qualname:
            yield found.edits[qualname], name


def _has_default(view: FunctionView, name: str) -> bool:
    args = view.node.args
    plain = [*args.posonlyargs, *args.args]
    with_default = {a.arg for a in plain[len(plain) - len(args.defaults) :]}
    with_default |= {a.arg for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d is not None}
    return name in with_default


AS_SET = Rule(cards.AS_SET, _as_set)
RULES = (AS_SET,)
