"""Rules about keeping a list sorted, and about counting in a list by comparing with each element.

Where a corner differs the rewrite is marked daring.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope, type_names
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import sorting as cards
from burner.rules.edit import Edits, render
from burner.rules.growth import followed
from burner.rules.kinds import Kinds
from burner.rules.lists import first_value, followed_append, short_name
from burner.rules.places import alone_on_line, free_names, furthest, repeats
from burner.rules.purity import is_path, pure
from burner.rules.sorting import sorted_call
from burner.rules.unchanged import keys_of, writes_keys
from burner.rules.view import FunctionView

# -- keeping a list sorted -------------------------------------------------------------------------


def _insort(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`xs.append(x)` followed by `xs.sort()` -> `insort(xs, x)`."""
    for statement in view.nodes():
        if not isinstance(statement, ast.stmt) or not view.loops(statement):
            continue
        added = followed_append(statement)
        after = view.after(statement) if added is not None else []
        if added is None or not after or not alone_on_line(view, after[0]) or not alone_on_line(view, statement):
            continue
        xs, value = added
        key = _sorts(view, after[0], xs)
        if (
            key is None
            or not is_path(xs)
            or not isinstance(xs, ast.Name)
            or not _stays_sorted(view, xs, statement, after[0])
        ):
            continue
        if key and brief.python < (3, 10):
            continue
        maker = view.imported("bisect", "insort")
        if maker is None:
            continue
        edits = Edits(view)
        edits.lines(statement, [f"{maker[0]}({view.source(xs)}, {render(view, value)}{key})"])
        edits.delete(after[0])
        yield from made(edits, statement, f"put each element in its place in {view.source(xs)}", imports=maker[1])


def _sorts(view: FunctionView, statement: ast.stmt, xs: ast.expr) -> str | None:
    """Return the key ("" without one, ", key=..." with one) by which a statement sorts a list; None if it does not."""
    keywords: list[ast.keyword] | None = None
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        call = statement.value
        if (
            isinstance(call.func, ast.Attribute)
            and call.func.attr == "sort"
            and scope.same(call.func.value, xs)
            and not call.args
        ):
            keywords = call.keywords
    elif isinstance(statement, ast.Assign) and len(statement.targets) == 1 and scope.same(statement.targets[0], xs):
        found = sorted_call(view, statement.value)
        if found is not None and scope.same(found.source, xs):
            keywords = found.call.keywords
    if keywords is None:
        return None
    if not keywords:
        return ""
    if len(keywords) == 1 and keywords[0].arg == "key":
        return f", key={render(view, keywords[0].value)}"
    return None


def _stays_sorted(view: FunctionView, xs: ast.Name, append: ast.stmt, sort: ast.stmt) -> bool:
    """Return whether the list starts empty (or sorted alike) and is changed by nothing but this and taking away."""
    best: ast.stmt | None = None
    for repeat in repeats(view, append):
        known = followed(view, xs, repeat.within)
        if known is None:
            break
        other = [c for c in known if c.statement is not append and c.statement is not sort]
        if any(c.kind not in {"remove", "take", "clear"} for c in other):
            break
        best = repeat.statement
    if best is None:
        return False
    first = first_value(view, xs, best)
    if isinstance(first, ast.List):
        return len(first.elts) <= 1
    found = sorted_call(view, first)
    return found is not None and not found.down and found.key is None and _sorts(view, sort, xs) == ""


# -- counting by comparison ------------------------------------------------------------------------


@dataclass(frozen=True)
class _Bound:
    """One comparison of the element's key with a value that the scan does not change."""

    key: ast.expr
    op: str
    value: ast.expr


def _counted(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`sum(1 for x in xs if x < v)` (and its kin) in a loop -> sort once, then bisect."""
    for node in scope.walk(view.node.body):
        loop = _counting(view, node)
        if loop is None:
            continue
        names = frozenset(scope.bound(loop.target))
        bounds = _bounds(view, loop.ifs[0], names) if len(loop.ifs) == 1 else None
        if not bounds or names & free_names(loop.iter) or not pure(view, loop.iter):
            continue
        key = bounds[0].key
        repeat = furthest(view, node, [loop.iter, key], names)
        if repeat is None or writes_keys(keys_of(key), repeat.within) or view.shadowed("sorted"):
            continue
        ordered = type_names.head(Kinds(view, brief).of(key)) in ORDERED
        written = _by_bisection(view, bounds, ordered=ordered)
        if written is None:
            continue
        stem = short_name(key) if not isinstance(key, ast.Name) else short_name(loop.iter)
        name = view.fresh(f"sorted_{stem}", "sorted_keys")
        edits = Edits(view)
        bare = ordered and isinstance(key, ast.Name)
        inner = (
            view.source(loop.iter)
            if bare
            else f"{view.source(key)} for {view.source(loop.target)} in {render(view, loop.iter)}"
        )
        if not ordered:
            inner += f" if {view.source(key)} == {view.source(key)}"
        edits.before(repeat.statement, [f"{name} = sorted({inner})"])
        edits.replace(node, written[0].replace("\0", name))
        yield from made(edits, node, f"sort {view.source(loop.iter)} once and count by bisection", imports=written[1])


def _counting(view: FunctionView, node: ast.AST) -> ast.comprehension | None:
    """Return the loop of `sum(1 for ... if ...)` or `len([... for ... if ...])`."""
    call = view.call(node, "sum", "len")
    if call is None or len(call.args) != 1 or call.keywords:
        return None
    inner = call.args[0]
    if not isinstance(inner, ast.ListComp):
        one = isinstance(inner, ast.GeneratorExp) and _is_one(inner.elt) and view.builtin(call.func, "sum")
        if not one:
            return None
    elif view.builtin(call.func, "sum") and not _is_one(inner.elt):
        return None
    generators = inner.generators if isinstance(inner, (ast.GeneratorExp, ast.ListComp)) else []
    return generators[0] if len(generators) == 1 and not generators[0].is_async else None


def _is_one(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == 1


ORDERED = frozenset({"int", "str", "bytes", "bool", "date", "datetime", "timedelta"})
"""Types without nan, which is neither less nor more than anything: a list that holds it can't be sorted."""
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
SIGNS: dict[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


def _bounds(view: FunctionView, test: ast.expr, names: frozenset[str]) -> list[_Bound] | None:
    """Return the one or two bounds that a condition puts on one key; None if it is of another form."""
    found: list[_Bound] = []
    for part in test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) else [test]:
        if not isinstance(part, ast.Compare):
            return None
        sides = [part.left, *part.comparators]
        for left, op, right in zip(sides, part.ops, sides[1:], strict=False):
            sign = SIGNS.get(type(op))
            if sign is None or not pure(view, left) or not pure(view, right):
                return None
            if scope.read(left) & names and not free_names(right) & names:
                found.append(_Bound(left, sign, right))
            elif scope.read(right) & names and not free_names(left) & names:
                found.append(_Bound(right, FLIPPED[sign], left))
            else:
                return None
    return found if all(scope.same(b.key, found[0].key) for b in found) else None


def _by_bisection(view: FunctionView, bounds: list[_Bound], *, ordered: bool) -> tuple[str, tuple[str, ...]] | None:
    lows = [b for b in bounds if b.op in {">", ">="}]
    highs = [b for b in bounds if b.op in {"<", "<="}]
    if len(lows) > 1 or len(highs) > 1:
        return None
    imports: list[str] = []
    texts: list[str] = []
    for bound in (*highs, *lows):
        maker = view.imported("bisect", "bisect_left" if bound.op in {"<", ">="} else "bisect_right")
        if maker is None:
            return None
        imports += maker[1]
        value = render(view, bound.value)
        text = f"{maker[0]}(\0, {value})"
        if not ordered and bound.op in {"<=", ">="}:
            none = "0" if bound.op == "<=" else "len(\0)"
            text = f"({text} if {value} == {value} else {none})"
        texts.append(text)
    if not lows:
        return texts[0], tuple(imports)
    if not highs:
        return f"(len(\0) - {texts[0]})", tuple(imports)
    return f"max(0, {texts[0]} - {texts[1]})", tuple(imports)


INSORT = Rule(cards.INSORT, _insort)
COUNTED = Rule(cards.COUNTED, _counted)
RULES = (INSORT, COUNTED)
