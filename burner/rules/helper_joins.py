"""Rules about searches that stand in a helper or a method of the same object: the index is built where it is asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import joins as cards
from burner.rules.edit import Edits, block_lines, indented, render
from burner.rules.eithers import Either, eithers, index_lines
from burner.rules.joins import build_lines, together
from burner.rules.lists import short_name
from burner.rules.places import Repeat, free_names, furthest
from burner.rules.purity import pure, pure_function
from burner.rules.scans import Equality, Scan, scans, unchanged_inside, unprotected
from burner.rules.shapes import kind_of
from burner.rules.unchanged import keys_of, writes_keys
from burner.rules.view import FunctionView, starred


def _helper_join(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    for call in view.nodes():
        if not isinstance(call, ast.Call) or starred(call) or not isinstance(call.func, ast.Name):
            continue
        if call.func.id in view.locals or view.function(call.func.id) is None:
            continue
        helper = view.other(call.func.id)
        if helper is None or helper.node is view.node or helper.dynamic or helper.lazy:
            continue
        yield from _through(view, brief, call, helper)


def _method_join(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """A method of the own class that searches `self.items` -> a copy that is given the elements to look through."""
    if view.owner is None or view.self_name is None:
        return
    asked: dict[str, list[ast.Call]] = {}
    for call in view.nodes():
        if not isinstance(call, ast.Call) or starred(call) or not isinstance(call.func, ast.Attribute):
            continue
        receiver = call.func.value
        own = isinstance(receiver, ast.Name) and receiver.id == view.self_name
        if own and view.method(call.func.attr) is not None:
            asked.setdefault(call.func.attr, []).append(call)
    for name, calls in asked.items():
        helper = view.other(f"{view.qualname.rpartition('.')[0]}.{name}")
        if helper is None or helper.node is view.node or helper.dynamic or helper.lazy or helper.node.decorator_list:
            continue
        if helper.self_name == view.self_name:
            yield from _through_self(view, calls, helper)


@dataclass(frozen=True)
class _Asked:
    """A call of a method whose search is given a group: the text of the value that it looks for."""

    call: ast.Call
    value: str
    repeat: Repeat


Search = Scan | Either


def _searches(helper: FunctionView) -> list[Search]:
    """The loops of a helper that look for elements by one key, or by either of several."""
    return [*scans(helper), *eithers(helper)]


def _values(search: Search) -> tuple[Equality, ...]:
    """The comparisons whose values make up what is looked up."""
    return search.equalities if isinstance(search, Scan) else search.equalities[:1]


def _lines(helper: FunctionView, view: FunctionView, search: Search, index: str, source: str) -> list[str]:
    """The lines that group the elements in the caller."""
    if isinstance(search, Scan):
        return build_lines(helper, view, search, index, source)
    return index_lines(helper, view, search, index, source)


def _through_self(view: FunctionView, calls: list[ast.Call], helper: FunctionView) -> Iterator[Rewrite]:
    if helper.node.args.defaults or helper.node.args.kw_defaults:
        return
    for scan in _searches(helper):
        source = scan.iter
        if (
            not isinstance(source, ast.Attribute)
            or not isinstance(source.value, ast.Name)
            or source.value.id != view.self_name
        ):
            continue
        same = [n for n in scope.walk(helper.node) if scope.same(n, source)]
        if len(same) != 1 or not unchanged_inside(helper, scan.loop) or not pure_function(helper, helper.node):
            continue
        if not _asked_at_once(helper, scan):
            continue
        asked = [a for call in calls if (a := _asked(view, call, helper, scan)) is not None]
        for first in asked[:1]:
            together = [a for a in asked if a.repeat.statement is first.repeat.statement]
            index = view.fresh(f"{short_name(source)}_by_{short_name(scan.equalities[0].value)}")
            name = view.fresh(f"{helper.node.name.lstrip('_')}_among")
            items = helper.fresh(source.attr.lstrip("_"), taken={index, name})
            edits = Edits(view)
            lines = _lines(helper, view, scan, index, helper.source(source))
            edits.before(first.repeat.statement, [*_given_items(helper, scan, name, items), "", *lines])
            for one in together:
                arguments = [view.source(a) for a in one.call.args] + [view.source(k) for k in one.call.keywords]
                edits.replace(one.call, f"{name}({', '.join([f'{index}.get({one.value}, ())', *arguments])})")
            yield from made(edits, first.call, f"search only the elements that {helper.node.name} looks for")


def _asked(view: FunctionView, call: ast.Call, helper: FunctionView, scan: Search) -> _Asked | None:
    passed = given(call, helper.node, shift=1)
    if passed is None or not _global_key(view, helper, scan):
        return None
    values = [e.hashable(v) for e in _values(scan) if (v := _in_caller(view, helper, e.value, passed))]
    mine = ast.parse(helper.source(scan.iter), mode="eval").body
    repeat = furthest(view, call, [ast.copy_location(mine, call)])
    if repeat is None or any(writes_keys(keys_of(e.key), repeat.within) for e in scan.equalities):
        return None
    return _Asked(call, together(values), repeat) if len(values) == len(_values(scan)) else None


def _given_items(helper: FunctionView, scan: Search, name: str, items: str) -> list[str]:
    """Return the lines of a method as a local function that takes the elements instead of self."""
    args = [a.arg for a in (*helper.node.args.posonlyargs, *helper.node.args.args)][1:]
    body = helper.node.body
    docstring = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and len(body) > 1
    lines = block_lines(helper, body[1:] if docstring else body, {scan.iter: items})
    return [f"def {name}({', '.join([items, *args])}):", *indented(lines, helper.unit)]


def given(call: ast.Call, function: ast.FunctionDef, shift: int = 0) -> dict[str, ast.expr] | None:
    """Return what a call passes for each parameter; None if it uses defaults, stars or names we can't place."""
    args = function.args
    if args.vararg or args.kwarg or starred(call):
        return None
    names = [a.arg for a in (*args.posonlyargs, *args.args)][shift:]
    if len(call.args) > len(names):
        return None
    passed = dict(zip(names, call.args, strict=False))
    for keyword in call.keywords:
        if keyword.arg is None:
            return None
        passed[keyword.arg] = keyword.value
    return passed


def _through(view: FunctionView, brief: Brief, call: ast.Call, helper: FunctionView) -> Iterator[Rewrite]:
    passed = given(call, helper.node)
    if passed is None:
        return
    for scan in _searches(helper):
        path = scan.iter
        if not isinstance(path, ast.Name) or path.id not in passed or len(helper.uses(path.id)) != 1:
            continue
        if not _asked_at_once(helper, scan):
            continue
        argument = passed[path.id]
        if (
            not pure(view, argument)
            or kind_of(view, brief, argument) in {"iterator", "str"}
            or not unchanged_inside(helper, scan.loop)
        ):
            continue
        values = [_in_caller(view, helper, e.value, passed) for e in _values(scan)]
        if any(v is None for v in values) or not _global_key(view, helper, scan):
            continue
        repeat = furthest(view, call, [argument])
        if repeat is None or any(writes_keys(keys_of(e.key), repeat.within) for e in scan.equalities):
            continue
        stem = short_name(argument)
        index = view.fresh(f"{stem}_by_{short_name(scan.equalities[0].value)}", f"{stem}_index")
        edits = Edits(view)
        edits.before(repeat.statement, _lines(helper, view, scan, index, render(view, argument)))
        looked_up = [e.hashable(v) for e, v in zip(_values(scan), values, strict=True) if v]
        edits.replace(argument, f"{index}.get({together(looked_up)}, ())")
        yield from made(edits, call, f"give {helper.node.name} only the elements it looks for")


def _asked_at_once(helper: FunctionView, scan: Search) -> bool:
    """Return whether the caller can work out the values: nothing before the search makes sure that they are there."""
    first = next((s for s in helper.node.body if not isinstance(s, ast.Expr)), None)
    begins = first is not None and any(n is scan.loop for n in scope.walk(first)) and not isinstance(first, ast.If)
    plain = all(isinstance(e.value, (ast.Name, ast.Constant)) for e in scan.equalities)
    return plain if isinstance(scan, Either) else unprotected(scan) and (begins or plain)


def _in_caller(view: FunctionView, helper: FunctionView, value: ast.expr, passed: Mapping[str, ast.expr]) -> str | None:
    """Return how the caller writes a value that the helper computes from its parameters."""
    swaps: dict[ast.AST, str] = {}
    for node in scope.walk(value):
        if isinstance(node, ast.Name):
            if node.id in passed:
                if not pure(view, passed[node.id]) or _rebound(helper, node.id):
                    return None
                text = render(view, passed[node.id])
                plain = isinstance(passed[node.id], (ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.Constant))
                swaps[node] = text if plain or node is value else f"({text})"
            elif node.id in helper.locals or node.id in view.locals:
                return None
    return render(helper, value, swaps)


def _rebound(helper: FunctionView, name: str) -> bool:
    return name in scope.bound(helper.node.body)


def _global_key(view: FunctionView, helper: FunctionView, scan: Search) -> bool:
    """Return whether the keys depend on nothing but the element and names that mean the same in the caller."""
    free = {n for e in scan.equalities for n in free_names(e.key)} - scan.names
    return not free & (helper.locals | view.locals)


HELPER = Rule(cards.HELPER, _helper_join)
METHOD = Rule(cards.METHOD, _method_join)
RULES = (HELPER, METHOD)
