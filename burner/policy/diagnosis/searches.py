"""Faults of looking things up: searching lists, taking from their front, comparing everything with everything."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.diagnosis import leads
from burner.policy.diagnosis.fault import Fault
from burner.policy.diagnosis.scope import Scope, Site, dotted, names_in


def find(scope: Scope) -> Iterator[Fault]:
    """All searches of a function that run once per round of a loop."""
    for site in scope.sites:
        if not site.loops:
            continue
        node = site.node
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
            yield from _membership(scope, node, site)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from _method(scope, node, node.func, site)
        elif isinstance(node, (ast.For, ast.While)) or hasattr(node, "generators"):
            yield from _nested(scope, site)


def _membership(scope: Scope, node: ast.Compare, site: Site) -> Iterator[Fault]:
    box = node.comparators[0]
    words = scope.words(node)
    if isinstance(box, ast.Call) and isinstance(box.func, ast.Attribute) and box.func.attr == "keys":
        return
    if scope.kind(box) == "list" and not isinstance(box, (ast.List, ast.ListComp)):
        text = f"`{words}` walks through the list `{scope.words(box, 30)}` from its start in every round"
        lead = leads.set_of(scope, site, box)
        yield Fault("list_membership", scope.qualname, node.lineno, text, 6.0, lead)
    elif isinstance(box, ast.ListComp) or (isinstance(box, ast.Call) and dotted(box.func) in {"list", "sorted"}):
        text = f"`{words}` builds a list anew only to search it"
        lead = leads.set_of(scope, site, box.args[0]) if isinstance(box, ast.Call) and box.args else None
        yield Fault("list_membership", scope.qualname, node.lineno, text, 7.0, lead)
    elif isinstance(box, ast.Call) and isinstance(box.func, ast.Attribute) and box.func.attr == "values":
        text = f"`{words}` walks through all values in every round"
        yield Fault("list_membership", scope.qualname, node.lineno, text, 6.0)


def _method(scope: Scope, node: ast.Call, func: ast.Attribute, site: Site) -> Iterator[Fault]:
    name = scope.words(func.value, 30)
    words = scope.words(node, 50)
    kind = scope.kind(func.value)
    literal = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
    front = (func.attr == "pop" and literal == 0) or (func.attr == "insert" and literal == 0 and len(node.args) == 2)
    if front and kind in {"list", None}:
        text = f"`{words}` moves every item of the list `{name}` in every round"
        yield Fault("list_front", scope.qualname, node.lineno, text, 6.0, leads.deque_of(scope, site, func.value))
    elif func.attr in {"index", "count", "remove"} and len(node.args) == 1 and kind in {"list", None}:
        if kind is None and isinstance(literal, str):
            return
        text = f"`{words}` walks through the list `{name}` from its start in every round"
        lead = leads.positions_of(scope, site, func.value, func.attr)
        yield Fault("list_search", scope.qualname, node.lineno, text, 6.0, lead)
    elif func.attr == "insert" and len(node.args) == 2 and kind in {"list", None}:
        text = f"`{words}` moves the items behind it in every round; sorting once at the end is cheaper"
        yield Fault("list_insert", scope.qualname, node.lineno, text, 3.0)


def _nested(scope: Scope, site: Site) -> Iterator[Fault]:
    """An inner loop that runs over the same things in every round of the outer one."""
    node = site.node
    outer = site.loops[-1]
    over, body = _over(node)
    if over is None or isinstance(node, ast.While) or not (outer.target or outer.changing):
        return
    if not _independent(over, outer.target):
        return
    line = int(getattr(node, "lineno", 0))
    inner_names = names_in(node.target if isinstance(node, ast.For) else node.generators[0].target)  # type: ignore[attr-defined]
    inner_names |= {name for part in body for name in assigned_names(part)}
    test = _first_test(body, inner_names - outer.target, outer.target)
    over_words, outer_words = scope.words(over, 30), scope.words(outer.over, 30) if outer.over else "the outer loop"
    every = f"for every item of `{outer_words}`, all of `{over_words}` is gone through"
    if _counting(over) and outer.over is not None and _counting(outer.over) and names_in(over) & outer.target:
        text = f"the loops over `{outer_words}` and `{over_words}` look at every pair of positions"
        yield Fault("pairs", scope.qualname, line, text, 5.0)
    elif test is not None and _equality(test):
        text = f"{every} to find those where `{scope.words(test)}`"
        inner = node.target if isinstance(node, ast.For) else node.generators[0].target  # type: ignore[attr-defined]
        lead = leads.index_of(scope, site, over, inner, test, inner_names - outer.target)
        yield Fault("nested_match", scope.qualname, line, text, 8.0, lead)
    elif test is not None:
        text = f"{every} and tests `{scope.words(test)}`"
        yield Fault("nested_scan", scope.qualname, line, text, 5.0)


def _over(node: ast.AST) -> tuple[ast.expr | None, list[ast.AST]]:
    if isinstance(node, ast.For):
        return node.iter, list(node.body)
    generators = getattr(node, "generators", None)
    if generators:
        return generators[0].iter, [test for generator in generators for test in generator.ifs] + [
            part for part in (getattr(node, "elt", None),) if part is not None
        ]
    return None, []


def _independent(over: ast.expr, target: frozenset[str]) -> bool:
    return _counting(over) or not names_in(over) & target


def _counting(over: ast.expr) -> bool:
    return isinstance(over, ast.Call) and dotted(over.func) == "range"


def _first_test(body: list[ast.AST], inner: frozenset[str], outer: frozenset[str]) -> ast.Compare | None:
    """The first comparison in the inner loop that brings the inner item and the outer one together."""
    comparisons = [child for part in body for child in ast.walk(part) if isinstance(child, ast.Compare)]
    for child in comparisons:
        if names_in(child) & inner and names_in(child) & outer:
            return child
    return next((child for child in comparisons if names_in(child) & inner), None)


def assigned_names(node: ast.AST) -> frozenset[str]:
    """Names that a part of the code binds."""
    return frozenset(
        child.id for child in ast.walk(node) if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store)
    )


def _equality(test: ast.Compare) -> bool:
    return any(isinstance(op, (ast.Eq, ast.NotEq)) for op in test.ops)
