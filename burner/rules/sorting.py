"""Rules about sorting more than is asked for.

Ties and empty lists decide what is equal here; where a corner differs the rewrite is marked daring.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import sorting as cards
from burner.rules.edit import Edits, render
from burner.rules.places import alone_on_line
from burner.rules.purity import is_path, pure
from burner.rules.view import FunctionView, starred


@dataclass(frozen=True)
class Sorted:
    """A call of `sorted`: what is sorted, by which key, downwards or not."""

    call: ast.Call
    source: ast.expr
    key: ast.expr | None
    down: bool


def sorted_call(view: FunctionView, node: ast.AST | None) -> Sorted | None:
    """Return what a call of the builtin `sorted` sorts, and how; None for anything else."""
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
    return Sorted(call, call.args[0], key, down)


def _number(node: ast.expr) -> int | None:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _number(node.operand)
        return None if inner is None else -inner
    return None


def _arguments(view: FunctionView, found: Sorted) -> str:
    text = render(view, found.source)
    return text if found.key is None else f"{text}, key={render(view, found.key)}"


def _extreme(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """`sorted(x)[0]` -> `min(x)`; `sorted(x)[-1]` -> `max(x)`."""
    for node in scope.walk(view.node.body):
        if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
            continue
        found, place = sorted_call(view, node.value), _number(node.slice)
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
        found = sorted_call(view, statement.value)
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
            own = sorted_call(view, statement.value) is not None
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
        found = sorted_call(view, node.value)
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


def _named(view: FunctionView, name: ast.Name) -> tuple[ast.stmt | None, Sorted | None]:
    """Return the statement `name = sorted(...)` just before, if the list is used for nothing else."""
    if len(view.uses(name.id)) != 2 or name.id in view.outer_names:
        return None, None
    statement = view.statement(name)
    before = view.before(statement)
    if before and isinstance(before[0], ast.Assign) and len(before[0].targets) == 1 and alone_on_line(view, before[0]):
        target = before[0].targets[0]
        if isinstance(target, ast.Name) and target.id == name.id:
            return before[0], sorted_call(view, before[0].value)
    return None, None


EXTREME = Rule(cards.EXTREME, _extreme)
FIRST = Rule(cards.FIRST, _first_of_sorted)
SMALLEST = Rule(cards.SMALLEST, _smallest)
RULES = (EXTREME, FIRST, SMALLEST)
