"""Rules about sorting more than is asked for, and about counting in a list by comparing with each element.

Ties and empty lists decide what is equal here; where a corner differs the rewrite is marked daring.
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
from burner.rules.unchanged import keys_of, writes_keys
from burner.rules.view import FunctionView, starred


@dataclass(frozen=True)
class _Sorted:
    """A call of `sorted`: what is sorted, by which key, downwards or not."""

    call: ast.Call
    source: ast.expr
    key: ast.expr | None
    down: bool


def _sorted(view: FunctionView, node: ast.AST | None) -> _Sorted | None:
    call = view.call(node, "sorted")
    if call is None or len(call.args) != 1 or starred(call):
        return None
    key: ast.expr | None = None
    down = False
    for keyword in call.keywords:
        if keyword.arg == "key":
            key = keyword.value
        elif keyword.arg == "reverse" and isinstance(keyword.value, ast.Constant):
            down = bool(keyword.value.value)
        else:
            return None
    return _Sorted(call, call.args[0], key, down)


def _number(node: ast.expr) -> int | None:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _number(node.operand)
        return None if inner is None else -inner
    return None


def _arguments(view: FunctionView, found: _Sorted) -> str:
    text = render(view, found.source)
    return text if found.key is None else f"{text}, key={render(view, found.key)}"


def _extreme(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """`sorted(x)[0]` -> `min(x)`; `sorted(x)[-1]` -> `max(x)`."""
    for node in scope.walk(view.node.body):
        if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
            continue
        found, place = _sorted(view, node.value), _number(node.slice)
        if found is None or place not in {0, -1} or (found.key is not None and place == -1):
            continue
        name = "min" if (place == 0) is not found.down else "max"
        if view.shadowed(name):
            continue
        edits = Edits(view)
        edits.replace(node, f"{name}({_arguments(view, found)})")
        yield from made(
            edits,
            node,
            f"find the {name}imum without sorting".replace("minimum", "least").replace("maximum", "largest"),
            daring=not _surely_filled(view, found.source, node),
        )


def _first_of_sorted(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """`xs.sort()` (or `xs = sorted(ys)`), then nothing but `xs[0]` and `len(xs)` -> `min(xs)`."""
    for statement in view.nodes():
        if not isinstance(statement, (ast.Expr, ast.Assign)) or not alone_on_line(view, statement):
            continue
        name, order = _sorted_name(view, statement), _order(view, statement)
        if name is None or order is None or view.shadowed("min") or view.shadowed("max"):
            continue
        later = [use for use in view.uses(name) if use.lineno > (statement.end_lineno or statement.lineno)]
        asked = [view.parents[use] for use in later if _is_first(view.parents[use], use)]
        if not asked or not all(_is_first(view.parents[use], use) or _asks_size(view, use) for use in later):
            continue
        first = view.statement(asked[0])
        if not _comes_next(view, name, statement, first) or not all(_in_block_after(view, first, n) for n in asked):
            continue
        edits = Edits(view)
        found = _sorted(view, statement.value)
        if found is None:
            edits.delete(statement)
        else:
            source = render(view, found.source)
            is_list = isinstance(found.source, (ast.List, ast.ListComp))
            edits.replace(found.call, source if is_list else f"list({source})")
        least = f"{order[0]}({name}{order[1]})"
        inline = isinstance(first, (ast.Return, ast.Assign)) and first.value is not None and pure(view, first.value)
        if any(isinstance(a, (*scope.COMPREHENSIONS, ast.Lambda)) for a in _within(view, asked[0])):
            continue
        if len(asked) > 1 or not inline:
            if any(isinstance(a, (ast.IfExp, ast.BoolOp)) for a in _within(view, asked[0])):
                continue
            found_first = view.fresh("first", f"first_{name}")
            edits.before(first, [f"{found_first} = {least}"])
            least = found_first
        for node in asked:
            edits.replace(node, least)
        yield from made(edits, statement, "find the first without sorting")


def _within(view: FunctionView, node: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands around an expression in its statement."""
    for above in view.above(node):
        if isinstance(above, ast.stmt):
            return
        yield above


def _comes_next(view: FunctionView, name: str, sort: ast.stmt, first: ast.stmt) -> bool:
    """Return whether nothing runs between two statements but tests, and blocks that leave."""
    statement = first
    while True:
        for earlier in view.before(statement):
            if earlier is sort:
                return True
            leaves = isinstance(earlier, ast.If) and isinstance(
                earlier.body[-1], (ast.Return, ast.Raise, ast.Continue, ast.Break)
            )
            if not leaves or not isinstance(earlier, ast.If) or earlier.orelse or not pure(view, earlier.test):
                return False
        above = view.parent(statement)
        if not isinstance(above, ast.If) or statement in above.orelse or not pure(view, above.test):
            return False
        if name not in scope.read(above.test):
            return False
        statement = above


def _in_block_after(view: FunctionView, first: ast.stmt, node: ast.AST) -> bool:
    """Return whether a node lies in a statement, or in one of the same block behind it."""
    around = {id(node), *(id(a) for a in view.above(node))}
    return any(id(s) in around for s in [first, *view.after(first)])


def _sorted_name(view: FunctionView, statement: ast.Expr | ast.Assign) -> str | None:
    """Return the name of a list of the function's own that a statement sorts, or that is a sorted copy."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="sort"), args=[])):
            own = _made_above(view, name, statement)
        case ast.Assign(targets=[ast.Name(id=name)]):
            own = _sorted(view, statement.value) is not None
        case _:
            return None
    private = name in view.locals and name not in view.parameters and name not in view.captured
    return name if private and own else None


def _made_above(view: FunctionView, name: str, statement: ast.stmt) -> bool:
    """Return whether a list is made in the block of a statement before it."""
    for earlier in view.before(statement):
        if isinstance(earlier, ast.Assign) and scope.bound(earlier) == {name}:
            new = (ast.List, ast.ListComp)
            return isinstance(earlier.value, new) or view.call(earlier.value, "list", "sorted") is not None
    return False


def _order(view: FunctionView, statement: ast.Expr | ast.Assign) -> tuple[str, str] | None:
    """Return the builtin that finds what a sort puts first, and its key as a further argument; None if unclear."""
    name, key = "min", ""
    for keyword in statement.value.keywords if isinstance(statement.value, ast.Call) else []:
        if keyword.arg == "reverse" and isinstance(keyword.value, ast.Constant):
            name = "max" if keyword.value.value else "min"
        elif keyword.arg == "key":
            key = f", key={render(view, keyword.value)}"
        else:
            return None
    return name, key


def _is_first(node: ast.AST, use: ast.Name) -> bool:
    return (
        isinstance(node, ast.Subscript)
        and node.value is use
        and isinstance(node.ctx, ast.Load)
        and _number(node.slice) == 0
    )


def _asks_size(view: FunctionView, use: ast.Name) -> bool:
    above = view.parents[use]
    if isinstance(above, (ast.If, ast.IfExp, ast.While)):
        return above.test is use
    is_not = isinstance(above, ast.UnaryOp) and isinstance(above.op, ast.Not)
    return is_not or (isinstance(above, ast.Call) and view.call(above, "len", "bool") is not None)


def _surely_filled(view: FunctionView, source: ast.expr, node: ast.AST) -> bool:
    """Return whether the code around has made sure that there is something to sort."""
    child: ast.AST = node
    for above in view.above(node):
        test = above.test if isinstance(above, (ast.If, ast.IfExp, ast.While)) else None
        if test is not None and child is not test and scope.same(test, source):
            return True
        child = above
    return False


def _smallest(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`sorted(x)[:k]` -> `heapq.nsmallest(k, x)`, also where the sorted list has a name of its own."""
    for node in scope.walk(view.node.body):
        if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
            continue
        few = _first_few(node.slice)
        if few is None or _is_last_resort(view, node):
            continue
        found = _sorted(view, node.value)
        statement: ast.stmt | None = None
        if found is None and isinstance(node.value, ast.Name):
            statement, found = _named(view, node.value)
        if found is None:
            continue
        name = "nlargest" if found.down else "nsmallest"
        maker = view.imported("heapq", name)
        if maker is None:
            continue
        text = f"{maker[0]}({render(view, few)}, {_arguments(view, found)})"
        if _number(few) is None:
            if _may_be_none(view, brief, few):
                continue
            # A negative number leaves out the last ones.
            text = f"({text} if {render(view, few)} >= 0 else {render(view, found.call)}[:{render(view, few)}])"
        edits = Edits(view)
        edits.replace(node, text)
        if statement is not None:
            edits.delete(statement)
        yield from made(
            edits, node, "keep the first few without sorting all", imports=maker[1], daring=_number(few) is None
        )


def _is_last_resort(view: FunctionView, node: ast.Subscript) -> bool:
    """Return whether sorting all is what is done for a negative number."""
    above = view.parent(node)
    if not isinstance(above, ast.IfExp) or above.orelse is not node or not isinstance(above.body, ast.Call):
        return False
    function = above.body.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in {"nsmallest", "nlargest"}


def _may_be_none(view: FunctionView, brief: Brief, few: ast.expr) -> bool:
    """Return whether a number of elements may be None, for all of them: by its default, its annotation or what was recorded."""
    if not isinstance(few, ast.Name) or few.id not in view.parameters:
        return False
    args = view.node.args
    plain = [*args.posonlyargs, *args.args]
    defaults = dict(zip([a.arg for a in plain[len(plain) - len(args.defaults) :]], args.defaults, strict=True))
    defaults |= {a.arg: d for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d is not None}
    default = defaults.get(few.id)
    if isinstance(default, ast.Constant) and default.value is None:
        return True
    annotations = [a.annotation for a in (*plain, *args.kwonlyargs) if a.arg == few.id and a.annotation is not None]
    texts = [brief.types.get(few.id, ""), *(ast.unparse(a) for a in annotations)]
    return any("None" in text or "Optional" in text for text in texts)


def _first_few(part: ast.expr) -> ast.expr | None:
    """Return `k` of a slice `[:k]`; None if it is not one, or `k` is negative."""
    if not isinstance(part, ast.Slice) or part.upper is None or part.step is not None:
        return None
    if part.lower is not None and _number(part.lower) != 0:
        return None
    number = _number(part.upper)
    fits = number >= 0 if number is not None else is_path(part.upper)
    return part.upper if fits else None


def _named(view: FunctionView, name: ast.Name) -> tuple[ast.stmt | None, _Sorted | None]:
    """Return the statement `name = sorted(...)` just before, if the list is used for nothing else."""
    if len(view.uses(name.id)) != 2 or name.id in view.outer_names:
        return None, None
    statement = view.statement(name)
    before = view.before(statement)
    if before and isinstance(before[0], ast.Assign) and len(before[0].targets) == 1 and alone_on_line(view, before[0]):
        target = before[0].targets[0]
        if isinstance(target, ast.Name) and target.id == name.id:
            return before[0], _sorted(view, before[0].value)
    return None, None


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
        found = _sorted(view, statement.value)
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
    found = _sorted(view, first)
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
EXTREME = Rule(cards.EXTREME, _extreme)
FIRST = Rule(cards.FIRST, _first_of_sorted)
SMALLEST = Rule(cards.SMALLEST, _smallest)
COUNTED = Rule(cards.COUNTED, _counted)
RULES = (INSORT, EXTREME, FIRST, SMALLEST, COUNTED)
