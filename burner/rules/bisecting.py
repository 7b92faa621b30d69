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
from burner.rules.places import alone_on_line, free_names, furthest, read_elsewhere, repeats
from burner.rules.purity import is_path, pure
from burner.rules.rounding import adds_inexactly
from burner.rules.sorting import sorted_call
from burner.rules.unchanged import keys_of, stable, writes_keys
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
class Bound:
    """One comparison of the element's key with a value that the scan does not change."""

    key: ast.expr
    op: str
    value: ast.expr


@dataclass(frozen=True)
class Asked:
    """What is counted, or added up, of the elements that pass a comparison: a call, or a loop that adds to a name."""

    node: ast.Call | ast.For
    target: ast.expr
    over: ast.expr
    test: ast.expr
    weight: ast.expr | None
    """What is added for an element; None for 1."""
    total: str = ""

    def put(self, edits: Edits, text: str) -> None:
        """Put an expression in its place."""
        if isinstance(self.node, ast.For):
            edits.lines(self.node, [f"{self.total} += {text}"])
        else:
            edits.replace(self.node, text)


def _counted(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`sum(1 for x in xs if x < v)` (and its kin) in a loop -> sort once, then bisect."""
    for asked, bounds, before in all_asked(view):
        if asked.weight is not None:
            continue
        key, source = bounds[0].key, view.source(asked.over)
        ordered = type_names.head(Kinds(view, brief).of(key)) in ORDERED
        name = view.fresh(f"sorted_{_stem(asked, key)}", "sorted_keys")
        written = _by_bisection(view, bounds, name, ordered=ordered)
        if written is None:
            continue
        edits = Edits(view)
        bare = ordered and isinstance(key, ast.Name) and isinstance(asked.target, ast.Name)
        inner = source if bare else f"{view.source(key)} for {view.source(asked.target)} in {render(view, asked.over)}"
        if not ordered:
            inner += f" if {view.source(key)} == {view.source(key)}"
        edits.before(before, [f"{name} = sorted({inner})"])
        lows, highs, imports = written
        if highs and lows:
            text = f"max(0, {highs[0]} - {lows[0]})"
        else:
            text = highs[0] if highs else f"(len({name}) - {lows[0]})"
        asked.put(edits, text)
        yield from made(edits, asked.node, f"sort {source} once and count by bisection", imports=imports)


def _summed(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`sum(x.n for x in xs if x.day <= day)` (and its kin) in a loop -> running sums in the order of the keys, then bisect."""
    for asked, bounds, before in all_asked(view):
        maker = view.imported("itertools", "accumulate")
        if asked.weight is None or maker is None or adds_inexactly(view, brief, asked.weight):
            continue
        key, source, weight = bounds[0].key, view.source(asked.over), asked.weight
        rows, pair = (
            view.fresh(f"{short_name(asked.over)}_by_{_stem(asked, key)}", "by_key"),
            view.fresh("pair", "entry"),
        )
        keys = view.fresh(f"sorted_{_stem(asked, key)}", "sorted_keys", taken={rows})
        sums = view.fresh(f"{short_name(weight)}_sums", "running_sums", taken={rows, keys})
        ordered = type_names.head(Kinds(view, brief).of(key)) in ORDERED
        written = _by_bisection(view, bounds, keys, ordered=ordered)
        if written is None:
            continue
        edits = Edits(view)
        inner = f"({view.source(key)}, {render(view, weight)}) for {view.source(asked.target)} in {render(view, asked.over)}"
        if not ordered:
            inner += f" if {view.source(key)} == {view.source(key)}"
        lines = [
            f"{rows} = sorted(({inner}), key=lambda {pair}: {pair}[0])",
            f"{keys} = [{pair}[0] for {pair} in {rows}]",
            f"{sums} = list({maker[0]}(({pair}[1] for {pair} in {rows}), initial=0))",
        ]
        edits.before(before, lines)
        lows, highs, imports = written
        if highs and lows:
            text = f"({sums}[max({highs[0]}, {lows[0]})] - {sums}[{lows[0]}])"
        else:
            text = f"{sums}[{highs[0]}]" if highs else f"({sums}[-1] - {sums}[{lows[0]}])"
        asked.put(edits, text)
        note = f"sort {source} once and take sums by bisection"
        yield from made(edits, asked.node, note, imports=(*imports, *maker[1]), daring=True)


def _stem(asked: Asked, key: ast.expr) -> str:
    return short_name(asked.over) if isinstance(key, ast.Name) else short_name(key)


def all_asked(view: FunctionView, keys: int = 1) -> Iterator[tuple[Asked, list[Bound], ast.stmt]]:
    """Yield what is asked for again and again, with the bounds its condition puts on keys, and the place to sort before."""
    for node in scope.walk(view.node.body):
        asked = _asked(view, node)
        if asked is None or view.shadowed("sorted"):
            continue
        names = frozenset(scope.bound(asked.target))
        bounds = _bounds(view, asked.test, names)
        different = {scope.plain(bound.key) for bound in bounds or ()}
        if not bounds or len(different) != keys or names & free_names(asked.over) or not pure(view, asked.over):
            continue
        fixed = [asked.over, *(bound.key for bound in bounds), *([] if asked.weight is None else [asked.weight])]
        repeat = furthest(view, asked.node, fixed, names)
        if repeat is None or any(writes_keys(keys_of(part), repeat.within, view) for part in fixed[1:]):
            continue
        if isinstance(asked.node, ast.For):
            steady = all(stable(view, bound.value, asked.node.body) for bound in bounds)
            if not steady or read_elsewhere(view, names, asked.node):
                continue
        yield asked, bounds, repeat.statement


def _asked(view: FunctionView, node: ast.AST) -> Asked | None:
    """Return what `sum(1 for ... if ...)`, `len([... for ... if ...])` or a loop that does the same asks for."""
    match node:
        case ast.For(
            target=target,
            iter=over,
            body=[
                ast.If(test=test, body=[ast.AugAssign(target=ast.Name(id=total), op=ast.Add(), value=value)], orelse=[])
            ],
            orelse=[],
        ):
            weight = None if _is_one(value) else value
            if not alone_on_line(view, node) or total in scope.read([over, test, value]) | scope.bound(target):
                return None
            return Asked(node, target, over, test, weight, total) if weight is None or pure(view, weight) else None
    call = view.call(node, "sum", "len")
    if call is None or len(call.args) != 1 or call.keywords:
        return None
    inner = call.args[0]
    summed = view.builtin(call.func, "sum")
    if not isinstance(inner, ast.ListComp) and not (summed and isinstance(inner, ast.GeneratorExp)):
        return None
    loop = inner.generators[0]
    if len(inner.generators) != 1 or loop.is_async or len(loop.ifs) != 1:
        return None
    weight = None if not summed or _is_one(inner.elt) else inner.elt
    return Asked(call, loop.target, loop.iter, loop.ifs[0], weight) if weight is None or pure(view, weight) else None


def _is_one(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == 1


ORDERED = frozenset({"int", "str", "bytes", "bool", "date", "datetime", "timedelta"})
"""Types without nan, which is neither less nor more than anything: a list that holds it can't be sorted."""
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
SIGNS: dict[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


def _bounds(view: FunctionView, test: ast.expr, names: frozenset[str]) -> list[Bound] | None:
    """Return the bounds that a condition puts on keys; None if it is of another form."""
    found: list[Bound] = []
    for part in test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) else [test]:
        if not isinstance(part, ast.Compare):
            return None
        sides = [part.left, *part.comparators]
        for left, op, right in zip(sides, part.ops, sides[1:], strict=False):
            sign = SIGNS.get(type(op))
            if sign is None or not pure(view, left) or not pure(view, right):
                return None
            if scope.read(left) & names and not free_names(right) & names:
                found.append(Bound(left, sign, right))
            elif scope.read(right) & names and not free_names(left) & names:
                found.append(Bound(right, FLIPPED[sign], left))
            else:
                return None
    return found


def _by_bisection(
    view: FunctionView, bounds: list[Bound], name: str, *, ordered: bool
) -> tuple[list[str], list[str], tuple[str, ...]] | None:
    """Return how many sorted keys lie below the lower and below the upper bound, and the imports; None for other bounds."""
    lows = [b for b in bounds if b.op in {">", ">="}]
    highs = [b for b in bounds if b.op in {"<", "<="}]
    if len(lows) > 1 or len(highs) > 1:
        return None
    imports: list[str] = []
    texts: dict[int, str] = {}
    for bound in (*highs, *lows):
        maker = view.imported("bisect", "bisect_left" if bound.op in {"<", ">="} else "bisect_right")
        if maker is None:
            return None
        imports += maker[1]
        value = render(view, bound.value)
        text = f"{maker[0]}({name}, {value})"
        if not ordered and bound.op in {"<=", ">="}:
            none = "0" if bound.op == "<=" else f"len({name})"
            text = f"({text} if {value} == {value} else {none})"
        texts[id(bound)] = text
    return [texts[id(b)] for b in lows], [texts[id(b)] for b in highs], tuple(imports)


INSORT = Rule(cards.INSORT, _insort)
COUNTED = Rule(cards.COUNTED, _counted)
SUMMED = Rule(cards.SUMMED, _summed)
RULES = (INSORT, COUNTED, SUMMED)
