"""Rules about asking a list where or how often it holds something: a dictionary of places, or a Counter, built once.

None of them proves that the elements can be hashed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from burner.policy.protocol import Brief
from burner.rules import scope, type_names
from burner.rules.bounds import not_negative
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import membership as cards
from burner.rules.edit import Edits, render
from burner.rules.growth import grows, is_simple
from burner.rules.kinds import Kinds
from burner.rules.lists import may_be_list, short_name, unhashable
from burner.rules.places import Repeat, alone_on_line, furthest, guarded
from burner.rules.purity import is_path, pure
from burner.rules.shapes import kind_of
from burner.rules.unchanged import stable
from burner.rules.view import FunctionView


def _counting(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    for call, holder, value in _method_calls(view, "count"):
        if not is_path(holder) or not (
            _countable(view, brief, holder, value) or _walked_too(view, brief, holder, value)
        ):
            continue
        repeat = furthest(view, call, [holder])
        counter = view.imported("collections", "Counter")
        if repeat is None or counter is None:
            continue
        name = view.fresh(f"{short_name(holder)}_counts", "counts")
        edits = Edits(view)
        edits.before(repeat.statement, [f"{name} = {counter[0]}({view.source(holder)})"])
        for other, counted, element in _method_calls(view, "count"):
            if scope.same(counted, holder) and _inside(other, repeat):
                edits.replace(other, f"{name}[{render(view, element)}]")
        note = f"count {view.source(holder)} once"
        sure = _countable(view, brief, holder, value)
        yield from made(edits, call, note, imports=counter[1], daring=not sure)
        return


def _inside(node: ast.AST, repeat: Repeat) -> bool:
    return any(n is node for part in repeat.within for n in scope.walk(part))


def _countable(view: FunctionView, brief: Brief, holder: ast.expr, value: ast.expr) -> bool:
    kind = kind_of(view, brief, holder)
    if unhashable(value) or type_names.changeable(Kinds(view, brief).of(value)):
        return False
    if kind in {"list", "tuple"}:
        return may_be_list(view, brief, holder)
    if kind not in {None, "str"} or not isinstance(value, ast.Name):
        return False
    return _walks_over(view, value.id, holder)


def _walked_too(view: FunctionView, brief: Brief, holder: ast.expr, value: ast.expr) -> bool:
    """Return whether a collection of unknown kind is walked too: then it is likely a list, of which whole elements are counted."""
    if kind_of(view, brief, holder) is not None or not isinstance(value, ast.Name):
        return False
    if type_names.changeable(Kinds(view, brief).of(value)):
        return False
    return any(isinstance(n, (ast.For, ast.comprehension)) and scope.same(n.iter, holder) for n in view.everything())


def _walks_over(view: FunctionView, name: str, holder: ast.expr) -> bool:
    """Return whether a name only runs over the elements of a container (or a set of them)."""
    loops = [
        n
        for n in scope.walk(view.node)
        if isinstance(n, (ast.For, ast.comprehension)) and name in scope.bound(n.target)
    ]
    stores = [u for u in view.uses(name) if isinstance(u.ctx, ast.Store)]
    for loop in loops:
        source = loop.iter
        while isinstance(source, ast.Call) and view.call(source, "set", "sorted", "list", "reversed") and source.args:
            source = source.args[0]
        target = loop.target
        if isinstance(source, ast.Call) and view.call(source, "enumerate") and isinstance(target, ast.Tuple):
            source, target = source.args[0], target.elts[-1]
        if not (isinstance(target, ast.Name) and target.id == name and scope.same(source, holder)):
            return False
    return bool(loops) and len(stores) == len(loops)


def _method_calls(view: FunctionView, method: str) -> Iterator[tuple[ast.Call, ast.expr, ast.expr]]:
    """Yield the calls of a method with one argument, what they are called on, and the argument."""
    for node in scope.walk(view.node.body):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != method:
            continue
        if len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred):
            yield node, node.func.value, node.args[0]


def _indexing(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    groups: dict[tuple[str, int], tuple[Repeat, list[tuple[ast.Call, ast.expr]]]] = {}
    for call, holder, value in _method_calls(view, "index"):
        repeat = _place_of_index(view, brief, call, holder, value)
        if repeat is not None:
            key = (scope.plain(holder), id(repeat.statement))
            groups.setdefault(key, (repeat, []))[1].append((call, value))
    for repeat, calls in groups.values():
        holder = cast("ast.Attribute", calls[0][0].func).value
        name = view.fresh(f"{short_name(holder)}_places", "places")
        place, item = view.fresh("place", "position"), view.fresh("item", "element")
        text = view.source(holder)
        edits = Edits(view)
        edits.before(
            repeat.statement,
            [
                f"{name} = {{}}",
                f"for {place}, {item} in enumerate({text}):",
                f"{view.unit}{name}.setdefault({item}, {place})",
            ],
        )
        for call, value in calls:
            found = f"{name}[{render(view, value)}]"
            if not _walked(view, value, holder) and not _guarded_by_test(view, call, holder, value):
                found = f"({found} if {render(view, value)} in {name} else {view.source(call)})"
            edits.replace(call, found)
        yield from made(edits, calls[0][0], f"find the places of {text} once")


def _place_of_index(
    view: FunctionView, brief: Brief, call: ast.Call, holder: ast.expr, value: ast.expr
) -> Repeat | None:
    """Return before what the places of a list can be found once for a call of `index`; None where they can't."""
    if not is_path(holder) or unhashable(value) or _is_fallback(view, call, value):
        return None
    kind = kind_of(view, brief, holder)
    walked = _walked(view, value, holder)
    if kind not in {"list", "tuple", None} or (kind == "tuple" and not walked) or not may_be_list(view, brief, holder):
        return None
    return furthest(view, call, [holder]) if walked or is_simple(value) else None


def _walked(view: FunctionView, value: ast.expr, holder: ast.expr) -> bool:
    return isinstance(value, ast.Name) and _walks_over(view, value.id, holder)


def _is_fallback(view: FunctionView, call: ast.Call, value: ast.expr) -> bool:
    """Return whether a call only answers for values that a dictionary, asked first, does not hold."""
    above = view.parent(call)
    return (
        isinstance(above, ast.IfExp)
        and above.orelse is call
        and isinstance(above.test, ast.Compare)
        and isinstance(above.test.ops[0], ast.In)
        and scope.same(above.test.left, value)
    )


def _guarded_by_test(view: FunctionView, call: ast.Call, holder: ast.expr, value: ast.expr) -> bool:
    child: ast.AST = call
    for above in view.above(call):
        test = above.test if isinstance(above, (ast.If, ast.IfExp)) else None
        inside = isinstance(above, ast.If) and any(s is child for s in above.body)
        inside = inside or (isinstance(above, ast.IfExp) and above.body is child)
        if (
            inside
            and isinstance(test, ast.Compare)
            and len(test.ops) == 1
            and isinstance(test.ops[0], ast.In)
            and scope.same(test.left, value)
            and scope.same(test.comparators[0], holder)
        ):
            return True
        child = above
    return False


def _indexing_growing(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`xs.index(x)` of a list that only grows at its end -> a dictionary of first places beside it."""
    done: set[str] = set()
    for call, holder, value in _method_calls(view, "index"):
        usable = is_path(holder) and not unhashable(value) and is_simple(value) and may_be_list(view, brief, holder)
        if not usable or scope.plain(holder) in done:
            continue
        found = grows(view, holder, call)
        if found is None:
            continue
        done.add(scope.plain(holder))
        repeat, appends = found
        text, name = view.source(holder), view.fresh(f"{short_name(holder)}_places", "places")
        place, item = view.fresh("place", "position"), view.fresh("item", "element")
        lines = [f"{name} = {{}}", f"for {place}, {item} in enumerate({text}):"]
        edits = Edits(view)
        edits.before(repeat.statement, [*lines, f"{view.unit}{name}.setdefault({item}, {place})"])
        for statement in appends:
            edits.after(statement, [f"{name}.setdefault({text}[-1], len({text}) - 1)"])
        inside = {id(node) for part in repeat.within for node in scope.walk(part)}
        for other, path, asked in _method_calls(view, "index"):
            if id(other) in inside and scope.same(path, holder) and is_simple(asked):
                known = f"{name}[{render(view, asked)}] if {render(view, asked)} in {name} else {view.source(other)}"
                edits.replace(other, f"({known})")
        yield from made(edits, call, f"keep the places of {text} beside it")


def _both(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    yield from _indexing(view, brief)
    yield from _indexing_growing(view, brief)


@dataclass(frozen=True)
class _Before:
    """A count of one constant in the front of a text or list."""

    call: ast.Call
    whole: ast.expr
    counted: ast.Constant
    bound: ast.expr
    cut: ast.Assign | None = None
    """`front = text[:i]`, where the front has a name."""


def _before(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """`text.count("x", 0, i)` in a loop -> the places of "x", found once, and bisection."""
    groups: dict[tuple[str, int], tuple[Repeat, list[_Before]]] = {}
    for node in scope.walk(view.node.body):
        found = _count_before(view, node) if isinstance(node, ast.Call) else None
        if found is None or not is_path(found.whole) or not pure(view, found.bound):
            continue
        repeat = furthest(view, found.call, [found.whole])
        if repeat is not None and not guarded(view, found.call, repeat, found.whole):
            groups.setdefault((scope.plain(found.whole), id(repeat.statement)), (repeat, []))[1].append(found)
    maker = view.imported("bisect", "bisect_left")
    if maker is None:
        return
    for repeat, calls in groups.values():
        text = view.source(calls[0].whole)
        place, item = view.fresh("at", "place"), view.fresh("item", "element")
        names: dict[str, str] = {}
        for each in calls:
            counted = view.source(each.counted)
            names.setdefault(counted, view.fresh("places", "found_at", taken=set(names.values())))
        edits = Edits(view)
        lines = [
            f"{name} = [{place} for {place}, {item} in enumerate({text}) if {item} == {counted}]"
            for counted, name in names.items()
        ]
        edits.before(repeat.statement, lines)
        for each in calls:
            edits.replace(each.call, f"{maker[0]}({names[view.source(each.counted)]}, {render(view, each.bound)})")
        for cut in {id(each.cut): each.cut for each in calls if each.cut is not None}.values():
            uses = sum(isinstance(use.ctx, ast.Load) for use in view.uses(scope.bound(cut).pop()))
            if uses == sum(each.cut is cut for each in calls) and alone_on_line(view, cut):
                edits.delete(cut)
        sure = all(not_negative(view, each.bound) for each in calls)
        note = f"find the places of {', '.join(names)} in {text} once"
        yield from made(edits, calls[0].call, note, imports=maker[1], daring=not sure)


def _count_before(view: FunctionView, call: ast.Call) -> _Before | None:
    match call:
        case ast.Call(
            func=ast.Attribute(value=holder, attr="count"), args=[ast.Constant() as counted, *rest], keywords=[]
        ):
            pass
        case _:
            return None
    if isinstance(counted.value, (str, bytes)) and (isinstance(counted.value, bytes) or len(counted.value) != 1):
        return None
    match rest:
        case [ast.Constant(value=0), bound]:
            return _Before(call, holder, counted, bound) if isinstance(counted.value, str) else None
        case []:
            pass
        case _:
            return None
    cut = None
    if isinstance(holder, ast.Name):
        cut = _named_front(view, holder)
        holder = cut.value if cut is not None else holder
    match holder:
        case ast.Subscript(value=whole, slice=ast.Slice(lower=None, upper=ast.expr() as bound, step=None)):
            return _Before(call, whole, counted, bound, cut)
    return None


def _named_front(view: FunctionView, name: ast.Name) -> ast.Assign | None:
    """Return the statement that alone gives a name its value, where nothing it is made of changes in its block."""
    stores = [use for use in view.uses(name.id) if not isinstance(use.ctx, ast.Load)]
    statement = view.parent(stores[0]) if len(stores) == 1 else None
    if not isinstance(statement, ast.Assign) or name.id in view.captured:
        return None
    after = view.after(statement)
    inside = {id(node) for each in after for node in scope.walk(each)}
    if not all(id(use) in inside for use in view.uses(name.id) if isinstance(use.ctx, ast.Load)):
        return None
    match statement.value:
        case ast.Subscript(slice=ast.Slice(upper=ast.expr() as bound)) if stable(view, bound, after):
            return statement
    return None


COUNT = Rule(cards.COUNT, _counting)
BEFORE = Rule(cards.BEFORE, _before)
INDEX = Rule(cards.INDEX, _both)
RULES = (BEFORE, COUNT, INDEX)
