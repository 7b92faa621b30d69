"""Rules about asking whether a list holds something: a set, or the dictionary itself, is asked instead.

None of them proves that the elements can be hashed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import membership as cards
from burner.rules.edit import Edits, atom, render
from burner.rules.lists import may_be_list, membership_tests, short_name, unhashable
from burner.rules.places import Repeat, free_names, furthest
from burner.rules.purity import is_path, pure
from burner.rules.shapes import kind_of
from burner.rules.view import FunctionView


def _is_made_list(view: FunctionView, brief: Brief, node: ast.expr) -> bool:
    """Return whether an expression makes a list anew each time it is evaluated."""
    if isinstance(node, ast.Call) and view.call(node, "list", "sorted", "tuple") and len(node.args) == 1:
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return kind_of(view, brief, node) in {"list", "tuple"}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "values":
        return is_path(node.func.value) and not node.args
    return isinstance(node, ast.ListComp) or _list_of_helper(view, brief, node)


def _list_of_helper(view: FunctionView, brief: Brief, node: ast.expr) -> bool:
    """Return whether an expression calls a function of this module that visibly returns lists."""
    named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and view.function(node.func.id) is not None
    other = (
        view.other(node.func.id) if named and isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None
    )
    if other is None or other.lazy or other.qualname == view.qualname:
        return False
    returned = [n.value for n in other.nodes() if isinstance(n, ast.Return)]
    return bool(returned) and all(kind_of(other, brief, value) == "list" for value in returned)


def _membership(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    groups: dict[tuple[str, int], tuple[Repeat, list[ast.Compare]]] = {}
    for test in membership_tests(view):
        container = test.comparators[0]
        path = is_path(container) and may_be_list(view, brief, container)
        if unhashable(test.left) or not (path or (_is_made_list(view, brief, container) and pure(view, container))):
            continue
        repeat = furthest(view, test, [container])
        if repeat is not None and not _built_inside(container, repeat) and not _asked_as_dict(view, test):
            key = (scope.plain(container), id(repeat.statement))
            groups.setdefault(key, (repeat, []))[1].append(test)
    for repeat, tests in groups.values():
        container = tests[0].comparators[0]
        helper = _list_of_helper(view, brief, container)
        short = short_name(container.func if helper and isinstance(container, ast.Call) else container)
        name = view.fresh(f"{short}_set", f"known_{short}")
        edits = Edits(view)
        edits.before(repeat.statement, [f"{name} = {_as_set(view, container)}"])
        for test in tests:
            edits.replace(test.comparators[0], name)
        note = f"look up in a set built once instead of searching {view.source(container)}"
        yield from made(edits, tests[0], note, daring=helper)


def _asked_as_dict(view: FunctionView, test: ast.Compare) -> bool:
    """Return whether the value that is looked for is a key of the container elsewhere: `if k in d: d[k]`."""
    return any(
        isinstance(node, ast.Subscript)
        and scope.same(node.value, test.comparators[0])
        and scope.same(node.slice, test.left)
        for node in view.everything()
    )


def _built_inside(container: ast.expr, repeat: Repeat) -> bool:
    return bool(free_names(container) & repeat.names)


def _as_set(view: FunctionView, container: ast.expr) -> str:
    if (
        isinstance(container, ast.Call)
        and view.call(container, "list", "sorted", "tuple", "set")
        and not container.keywords
    ):
        return f"set({render(view, container.args[0])})"
    return f"set({render(view, container)})"


def _keys(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`k in d.keys()`, `k in list(d)`, `k in list(d.keys())` -> `k in d`."""
    edits = Edits(view)
    first: ast.AST | None = None
    for test in membership_tests(view):
        holder, stripped = test.comparators[0], False
        call = view.call(holder, "list", "sorted", "tuple")
        if call is not None and len(call.args) == 1 and not call.keywords and _unkeyed(call.args[0], view, brief):
            holder = call.args[0]
            stripped = True
        if (
            isinstance(holder, ast.Call)
            and isinstance(holder.func, ast.Attribute)
            and holder.func.attr == "keys"
            and not holder.args
            and not holder.keywords
        ):
            holder, stripped = holder.func.value, True
        if stripped and pure(view, holder):
            edits.replace(test.comparators[0], atom(view, holder))
            first = first or test
    if first is not None:
        yield from made(edits, first, "ask the dict itself")


def _unkeyed(node: ast.expr, view: FunctionView, brief: Brief) -> bool:
    keys = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "keys"
    return keys or kind_of(view, brief, node) in {"dict", "set"}


def _any_equal(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`any(y == x for y in ys)` -> `x in ys`; `all(y != x for y in ys)` -> `x not in ys`."""
    for call in scope.walk(view.node.body):
        known = view.call(call, "any", "all")
        if known is None or len(known.args) != 1 or not isinstance(known.args[0], (ast.GeneratorExp, ast.ListComp)):
            continue
        element, generators = known.args[0].elt, known.args[0].generators
        if len(generators) != 1 or generators[0].ifs or not isinstance(generators[0].target, ast.Name):
            continue
        wanted = ast.Eq if view.builtin(known.func, "any") else ast.NotEq
        if not isinstance(element, ast.Compare) or len(element.ops) != 1 or not isinstance(element.ops[0], wanted):
            continue
        name = generators[0].target.id
        sides = [element.left, element.comparators[0]]
        mine = [s for s in sides if isinstance(s, ast.Name) and s.id == name]
        other = [s for s in sides if name not in scope.read(s)]
        if len(mine) != 1 or len(other) != 1 or not pure(view, other[0]):
            continue
        if kind_of(view, brief, generators[0].iter) in {"str", "bytes"} or not is_path(generators[0].iter):
            continue
        edits = Edits(view)
        word = "in" if wanted is ast.Eq else "not in"
        edits.replace(known, f"({atom(view, other[0])} {word} {render(view, generators[0].iter)})")
        yield from made(edits, known, "ask the container")


ANY_EQUAL = Rule(cards.ANY_EQUAL, _any_equal)
KEYS = Rule(cards.KEYS, _keys)
MEMBERSHIP = Rule(cards.MEMBERSHIP, _membership)
RULES = (ANY_EQUAL, KEYS, MEMBERSHIP)
