"""The first lines of a cure, where they can be told from the code: the model goes on from there.

A small model that must only use an index does; one that must also think of it mostly repeats the loop. What a lead
computes may be wrong for odd values (unhashable, unordered, floats); the version is judged like any other.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from itertools import takewhile

from burner.policy.diagnosis.scope import Scope, Site, dotted, names_in
from burner.target.spans import FunctionNode


@dataclass(frozen=True)
class Lead:
    """Lines that go before the statement of the function's body that begins in `before` (a line of the module)."""

    lines: tuple[str, ...]
    before: int
    imports: tuple[str, ...] = ()


def index_of(
    scope: Scope, site: Site, over: ast.expr, target: ast.expr, test: ast.Compare, inner: frozenset[str]
) -> Lead | None:
    """A dict of the inner loop's items by the compared value, or as much of one as can be told."""
    keys = [side for side in (test.left, test.comparators[0]) if names_in(side) & inner]
    anywhere = _place(scope, site, None)
    if anywhere is None or len(keys) != 1 or not isinstance(over, ast.Name):
        return None
    other = test.comparators[0] if keys[0] is test.left else test.left
    item = ast.unparse(target).strip("()")
    before = _place(scope, site, over)
    if before is None:  # it grows while it is searched
        if not _bound_before(scope, over, anywhere):
            return None
        name = _fresh(scope, f"{over.id}_by_{_tail(keys[0])}")
        return Lead((f"{name} = {{}}  # {item} of {over.id} by {_tail(keys[0])}, kept up to date",), anywhere)
    changing = frozenset().union(*(loop.changing for loop in site.loops))
    plain = not (names_in(keys[0]) - names_in(target)) & changing
    name = _fresh(scope, f"{over.id}_by_{_tail(keys[0] if plain else other)}")
    lines = [f"{name} = defaultdict(list)", f"for {item} in {over.id}:"]
    if plain:
        value = item if isinstance(target, ast.Name) else f"({item})"
        lines.append(f"    {name}[{ast.unparse(keys[0])}].append({value})")
    return Lead(tuple(lines), before, ("from collections import defaultdict",))


def set_of(scope: Scope, site: Site, box: ast.expr) -> Lead | None:
    """A set beside the list that is searched."""
    name = dotted(box)
    before = _place(scope, site, None)
    if before is None or name is None or not _bound_before(scope, box, before):
        return None
    fresh = _fresh(scope, f"{_tail(box)}_set")
    return Lead((f"{fresh} = set({name})",), before)


def positions_of(scope: Scope, site: Site, box: ast.expr, method: str) -> Lead | None:
    """A dict from item to its first position, or a count of every item."""
    before = _place(scope, site, box)
    if before is None or not isinstance(box, ast.Name):
        return None
    if method == "count":
        name = _fresh(scope, f"{box.id}_counts")
        return Lead((f"{name} = Counter({box.id})",), before, ("from collections import Counter",))
    if method != "index":
        return None
    name = _fresh(scope, f"{box.id}_positions")
    lines = (f"{name} = {{}}", f"for position, item in enumerate({box.id}):", f"    {name}.setdefault(item, position)")
    return Lead(lines, before)


def deque_of(scope: Scope, site: Site, box: ast.expr) -> Lead | None:
    """The same name as a deque."""
    before = _place(scope, site, None)
    if before is None or not isinstance(box, ast.Name) or not _bound_before(scope, box, before):
        return None
    return Lead((f"{box.id} = deque({box.id})",), before, ("from collections import deque",))


def once(scope: Scope, site: Site, call: ast.Call) -> Lead | None:
    """A local function that remembers what a call gave for each value of the argument that changes."""
    before = _place(scope, site, None)
    changing = frozenset().union(*(loop.changing for loop in site.loops))
    moving = [argument for argument in call.args if names_in(argument) & changing]
    others = [item.value for item in call.keywords] + [argument for argument in call.args if argument not in moving]
    if before is None or len(moving) != 1 or names_in(call.func) & changing:
        return None
    if any(names_in(item) & changing for item in others) or isinstance(moving[0], ast.Starred):
        return None
    arguments = ["value" if argument is moving[0] else ast.unparse(argument) for argument in call.args]
    arguments += [f"{item.arg}={ast.unparse(item.value)}" for item in call.keywords]
    short = _tail(call.func)
    known, name = _fresh(scope, f"known_{short}"), _fresh(scope, f"{short}_once")
    lines = (
        f"{known} = {{}}",
        "",
        f"def {name}(value):",
        f"    if value not in {known}:",
        f"        {known}[value] = {ast.unparse(call.func)}({', '.join(arguments)})",
        f"    return {known}[value]",
        "",
    )
    return Lead(lines, before)


def fixed(scope: Scope, site: Site, call: ast.Call) -> Lead | None:
    """The result of a call that is the same in every round, in a variable."""
    before = _place(scope, site, call)
    name = _fresh(scope, f"{_tail(call.func)}_result")
    return Lead((f"{name} = {ast.unparse(call)}",), before) if before else None


def totals_of(scope: Scope, site: Site, piece: ast.expr) -> Lead | None:
    """Prefix totals of the list whose slices are added up."""
    each = ""
    if (
        isinstance(piece, (ast.GeneratorExp, ast.ListComp))
        and not piece.generators[0].ifs
        and len(piece.generators) == 1
    ):
        each = f"{ast.unparse(piece.elt)} for {ast.unparse(piece.generators[0].target)} in "
        piece = piece.generators[0].iter
    if not isinstance(piece, ast.Subscript) or not isinstance(piece.value, ast.Name):
        return None
    before = _place(scope, site, piece.value)
    if before is None:
        return None
    name, values = _fresh(scope, "totals"), piece.value.id
    lines = (f"{name} = [0, *accumulate({each}{values})]  # the sum over {values}[i:j] is {name}[j] - {name}[i]",)
    return Lead(lines, before, ("from itertools import accumulate",))


def memory(scope: Scope, function: FunctionNode, calls: list[ast.Call]) -> Lead | None:
    """An inner function over the arguments that change, which looks into a local dict first."""
    arguments = [
        item.arg for item in (*function.args.posonlyargs, *function.args.args) if item.arg not in {"self", "cls"}
    ]
    if function is not scope.node or function.args.vararg or function.args.kwarg or function.args.kwonlyargs:
        return None
    moving = [
        name
        for position, name in enumerate(arguments)
        if any(len(call.args) <= position or dotted(call.args[position]) != name for call in calls)
    ]
    if not moving or any(call.keywords for call in calls):
        return None
    key = moving[0] if len(moving) == 1 else f"({', '.join(moving)})"
    first = function.body[0]
    doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    body = function.body[1:] if doc and len(function.body) > 1 else function.body
    name = _fresh(scope, "inner")
    lines = (
        "known = {}",
        "",
        f"def {name}({', '.join(moving)}):",
        f"    if {key} in known:",
        f"        return known[{key}]",
        *(f"    {line}" for guard in takewhile(_ends_early, body) for line in ast.unparse(guard).split("\n")),
    )
    return Lead(lines, body[0].lineno)


def _ends_early(statement: ast.stmt) -> bool:
    """Whether a statement only raises or returns where an argument asks for it: the answer must not lose it."""
    if not isinstance(statement, ast.If) or statement.orelse or len(statement.body) > 1:
        return False
    return isinstance(statement.body[0], (ast.Raise, ast.Return))


def _place(scope: Scope, site: Site, needs: ast.expr | None) -> int | None:
    """The line of the body's statement that holds the outermost loop; None where the lead can't stand before it."""
    loop = site.loops[0]
    for statement in scope.node.body:
        if statement.lineno <= loop.line <= (statement.end_lineno or statement.lineno):
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                return None
            if needs is not None and names_in(needs) & frozenset().union(*(each.changing for each in site.loops)):
                return None
            return statement.lineno
    return None


def _bound_before(scope: Scope, node: ast.expr, line: int) -> bool:
    """Whether a name is a parameter or assigned before that line of the body (attributes are taken to be there)."""
    if not isinstance(node, ast.Name):
        return True
    arguments = scope.node.args
    if node.id in {item.arg for item in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}:
        return True
    return any(
        isinstance(child, ast.Name) and child.id == node.id and isinstance(child.ctx, ast.Store)
        for statement in scope.node.body
        if statement.lineno < line
        for child in ast.walk(statement)
    )


def _tail(node: ast.expr) -> str:
    """A short word for an expression: its last name, key or method."""
    if isinstance(node, ast.Subscript):
        inner = node.slice
        text = str(inner.value) if isinstance(inner, ast.Constant) else ""
        return text if text.isidentifier() else "key"
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else "key"


def _fresh(scope: Scope, name: str) -> str:
    taken = names_in(scope.node)
    name = name.lstrip("_")
    while name in taken:
        name += "_"
    return name
