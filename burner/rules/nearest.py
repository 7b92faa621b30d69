"""Each place of a list looks for the nearest one before or after it that passes a test: one pass answers for all places.

Where the test is the same for all, the pass remembers the last place that passed it; where it compares with the own
element, the places that still wait for an answer are kept on a stack, greatest (or least) first.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import nearest as cards
from burner.rules.edit import Edits, block_lines
from burner.rules.lists import may_be_list, short_name
from burner.rules.place_searches import PlaceSearch, is_name, place_searches
from burner.rules.places import (
    Repeat,
    fixed,
    free_names,
    guarded,
    insertable,
    movable,
    read_elsewhere,
    repeats,
)
from burner.rules.purity import pure
from burner.rules.reading import length_of
from burner.rules.unchanged import ANY_PART, elements_change, keys_of, writes_keys
from burner.rules.view import FunctionView

_OPS = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<="}
_SWAPPED = {ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Lt: ast.Gt, ast.LtE: ast.GtE}
_NEGATED = {ast.Is: "is not", ast.IsNot: "is", ast.Eq: "!=", ast.NotEq: "=="}


@dataclass(frozen=True)
class _Around:
    """The loop around a search: it is at each place of the list once, and what its element is called."""

    loop: ast.For
    repeat: Repeat
    elements: Mapping[str, ast.expr]
    """Name -> what it is, written with the element as `item`."""


def _around(view: FunctionView, search: PlaceSearch, item: str) -> _Around | None:
    for repeat in repeats(view, search.walk):
        loop = repeat.node
        if not isinstance(loop, ast.For):
            return None
        call = view.call(loop.iter, "range", "enumerate")
        if call is None or len(call.args) != 1 or call.keywords:
            return None
        counter, element = loop.target, None
        if view.builtin(call.func, "enumerate"):
            if not isinstance(loop.target, ast.Tuple) or len(loop.target.elts) != 2:
                return None
            counter, element = loop.target.elts
            walked: ast.expr | None = call.args[0]
        else:
            walked = length_of(view, call.args[0])
        if not is_name(counter, search.own.id) or walked is None or not scope.same(walked, search.xs):
            return None
        if sum(isinstance(use.ctx, ast.Store) for use in view.uses(search.own.id)) != 1:
            return None
        elements = _called(element, item) if element is not None else {}
        for statement in loop.body:
            if any(node is search.walk for node in scope.walk(statement)):
                break
            match statement:
                case ast.Assign(targets=[target], value=ast.Subscript(value=of, slice=at)):
                    if scope.same(of, search.xs) and is_name(at, search.own.id):
                        elements |= _called(target, item)
        once = {n: each for n, each in elements.items() if _set_once(view, n) and n not in view.parameters}
        return _Around(loop, repeat, once)
    return None


def _set_once(view: FunctionView, name: str) -> bool:
    """Return whether a name is given a value in one place, comprehensions that bind it for themselves aside."""
    stores = [use for use in view.uses(name) if isinstance(use.ctx, ast.Store)]
    return sum(not any(isinstance(a, ast.comprehension) for a in view.above(use)) for use in stores) == 1


def _called(target: ast.expr, item: str) -> dict[str, ast.expr]:
    """Return what each name of a target is of an element."""
    whole = ast.Name(item, ast.Load())
    if isinstance(target, ast.Name):
        return {target.id: whole}
    if not isinstance(target, ast.Tuple) or any(isinstance(e, ast.Starred) for e in target.elts):
        return {}
    parts = enumerate(target.elts)
    return {e.id: ast.Subscript(whole, ast.Constant(at), ast.Load()) for at, e in parts if isinstance(e, ast.Name)}


class _OfItem(ast.NodeTransformer):
    """Writes an expression about one element with the element as `item`."""

    def __init__(self, xs: ast.expr, place: str | None, elements: Mapping[str, ast.expr], item: str) -> None:
        self.xs, self.place, self.elements, self.item = xs, place, elements, item

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """`xs[j]` -> `item`."""
        if self.place is not None and is_name(node.slice, self.place) and scope.same(node.value, self.xs):
            return ast.Name(self.item, ast.Load())
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """The element's names."""
        return self.elements.get(node.id, node)


def _of_item(node: ast.expr, xs: ast.expr, place: str | None, elements: Mapping[str, ast.expr], item: str) -> ast.expr:
    written = ast.parse(ast.unparse(node), mode="eval").body  # a tree of its own, which may be changed
    return ast.parse(ast.unparse(_OfItem(xs, place, elements, item).visit(written)), mode="eval").body


def _known(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Places that all look for the same: the pass remembers the last one."""
    for search in place_searches(view):
        item, place, known = (
            view.fresh("item", "element"),
            view.fresh("place", "position"),
            view.fresh("known", "latest"),
        )
        around = _usable(view, brief, search, item)
        if around is None:
            continue
        tests = [_of_item(test, search.xs, search.place, _called_there(search, item), item) for test in search.tests]
        if any(free_names(test) & (around.repeat.names | {search.own.id}) for test in tests):
            continue
        text = " and ".join(_bracketed(test) for test in tests) if search.stops else _not(tests[0])
        xs = view.source(search.xs)
        name = _answers_name(view, search)
        append = f"    {name}.append({known})"
        update = [f"    if {text}:", f"        {known} = {place}"]
        order = [*update, append] if search.includes_own else [append, *update]
        if search.forward:
            walked, first = f"for {place}, {item} in reversed(list(enumerate({xs}))):", f"len({xs})"
            lines = [f"{name} = []", f"{known} = {first}", walked, *order, f"{name}.reverse()"]
        else:
            walked = f"for {place}, {item} in enumerate({xs}):"
            lines = [f"{name} = []", f"{known} = -1", walked, *order]
        yield from _rewritten(view, search, around, name, lines, f"find the places in {xs} in one pass")


def _greater(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Places that look for a greater or less element than their own: those that wait are on a stack."""
    for search in place_searches(view):
        item = view.fresh("item", "element")
        around = _usable(view, brief, search, item)
        if around is None or not search.stops:
            continue
        found = _compared(search, around, item)
        if found is None:
            continue
        key, op, guards = found
        if any(free_names(part) & (around.repeat.names | {search.own.id}) - {item} for part in (key, *guards)):
            continue
        if not {_not(guard) for guard in guards} <= _left_out(search, around, item):
            continue
        place, own = view.fresh("place", "position"), view.fresh("key", "own_key")
        name, waiting = _answers_name(view, search), view.fresh("waiting", "open_places")
        xs = view.source(search.xs)
        fails = _not(guards[0]) if len(guards) == 1 else f"not ({' and '.join(_bracketed(each) for each in guards)})"
        guard = [f"    if {fails}:", "        continue"] if guards else []
        walked = f"for {place}, {item} in enumerate({xs}):"
        lines = [walked, *guard, f"    {own} = {ast.unparse(key)}"]
        if search.forward:
            first = f"{name} = [len({xs})] * len({xs})"
            lines += [
                f"    while {waiting} and {own} {op} {waiting}[-1][0]:",
                f"        {name}[{waiting}.pop()[1]] = {place}",
            ]
        else:
            first = f"{name} = [-1] * len({xs})"
            lines += [f"    while {waiting} and not {waiting}[-1][0] {op} {own}:", f"        {waiting}.pop()"]
            lines += [f"    if {waiting}:", f"        {name}[{place}] = {waiting}[-1][1]"]
        lines = [first, f"{waiting} = []", *lines, f"    {waiting}.append(({own}, {place}))"]
        yield from _rewritten(view, search, around, name, lines, f"find the places in {xs} in one pass, by a stack")


def _left_out(search: PlaceSearch, around: _Around, item: str) -> set[str]:
    """Return the tests, about the own element, of which one is enough to go on to the next before the search begins."""
    found: set[str] = set()
    for statement in around.loop.body:
        if any(node is search.walk for node in scope.walk(statement)):
            break
        match statement:
            case ast.If(test=test, body=[*_, ast.Continue()], orelse=[]):
                parts = test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) else [test]
                found |= {ast.unparse(_of_item(p, search.xs, search.own.id, around.elements, item)) for p in parts}
    return found


def _compared(search: PlaceSearch, around: _Around, item: str) -> tuple[ast.expr, str, list[ast.expr]] | None:
    """Return the element's key, how it compares with that of the own element, and the other tests of an element."""
    there = _called_there(search, item)
    tests = list(search.tests)
    for test in tests:
        if not isinstance(test, ast.Compare) or len(test.ops) != 1 or type(test.ops[0]) not in _OPS:
            continue
        for one, other, op in (
            (test.left, test.comparators[0], type(test.ops[0])),
            (test.comparators[0], test.left, _SWAPPED[type(test.ops[0])]),
        ):
            key = _of_item(one, search.xs, search.place, there, item)
            own = _of_item(other, search.xs, search.own.id, around.elements, item)
            if item in free_names(key) and scope.same(key, own):
                rest = [_of_item(each, search.xs, search.place, there, item) for each in tests if each is not test]
                return key, _OPS[op], rest
    return None


def _called_there(search: PlaceSearch, item: str) -> dict[str, ast.expr]:
    return _called(search.target, item) if search.target is not None else {}


def _looks_deeper(search: PlaceSearch) -> bool:
    """Return whether a test asks for a part of an element by something other than a constant."""
    return any(
        isinstance(n, ast.Subscript)
        and not isinstance(n.slice, ast.Constant)
        and not is_name(n.slice, search.place or "")
        for test in search.tests
        for n in scope.walk(test)
    )


def _usable(view: FunctionView, brief: Brief, search: PlaceSearch, item: str) -> _Around | None:
    """Return the loop around a search whose answers one pass can give; None where something may change on the way."""
    around = _around(view, search, item)
    if around is None or insertable(view, around.repeat.statement) is not around.repeat.statement:
        return None
    if not may_be_list(view, brief, search.xs) or guarded(view, search.walk, around.repeat, search.xs):
        return None
    if not movable(view, [*search.there, *search.none]) or any(
        isinstance(n, scope.COMPREHENSIONS) for test in search.tests for n in scope.walk(test)
    ):
        return None
    left = search.names - ({search.place} if search.start is not None and search.place else set())
    if read_elsewhere(view, left, search.walk) or search.names & (view.captured | view.outer_names):
        return None
    if left & scope.read(search.none):
        return None
    keys = {key for test in search.tests for key in keys_of(test) if key != ANY_PART}
    keys |= {ANY_PART} if isinstance(search.target, ast.Tuple) or _looks_deeper(search) else set()
    if elements_change(view, search.xs, around.repeat.within) or writes_keys(keys, around.repeat.within, view):
        return None
    if not fixed(view, search.xs, around.repeat) or not all(pure(view, test) for test in search.tests):
        return None
    own = search.names | set(around.elements) | {search.own.id}
    return around if all(fixed(view, test, around.repeat, own) for test in search.tests) else None


def _rewritten(
    view: FunctionView, search: PlaceSearch, around: _Around, name: str, lines: list[str], note: str
) -> Iterator[Rewrite]:
    edits = Edits(view)
    edits.before(around.repeat.statement, lines)
    answer = f"{name}[{search.own.id}]"
    if search.start is not None:
        edits.replace(search.start.value, answer)
        edits.delete(search.walk)
    else:
        xs = view.source(search.xs)
        place = search.place or view.fresh("place", "position")
        there = f"{place} < len({xs})" if search.forward else f"{place} >= 0"
        element = [] if search.target is None else [f"{view.source(search.target)} = {xs}[{place}]"]
        new = [f"{place} = {answer}", f"if {there}:", *_deeper(element), *_deeper(block_lines(view, search.there))]
        if search.none:
            new += ["else:", *_deeper(block_lines(view, search.none))]
        edits.lines(search.walk, new)
    yield from made(edits, search.walk, note, daring=True)


def _answers_name(view: FunctionView, search: PlaceSearch) -> str:
    word = short_name(search.xs)
    return view.fresh(f"{'next' if search.forward else 'last'}_{word}", f"nearest_{word}")


def _deeper(lines: Sequence[str]) -> list[str]:
    return [f"    {line}" if line else "" for line in lines]


def _bracketed(test: ast.expr) -> str:
    text = ast.unparse(test)
    return f"({text})" if isinstance(test, (ast.BoolOp, ast.IfExp, ast.Lambda, ast.NamedExpr)) else text


def _not(test: ast.expr) -> str:
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in _NEGATED:
        return f"{ast.unparse(test.left)} {_NEGATED[type(test.ops[0])]} {ast.unparse(test.comparators[0])}"
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return ast.unparse(test.operand)
    return f"not {_bracketed(test)}"


RULES = (Rule(cards.KNOWN, _known), Rule(cards.GREATER, _greater))
