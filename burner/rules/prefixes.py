"""A list made anew in each turn of what the loop has walked so far grows by one element a turn instead.

`ys = [f(x) for x in xs[:i + 1]]` becomes `ys.append(f(xs[i]))`; nobody may keep or change the list.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.bounds import at_most_length
from burner.rules.card import Rewrite, made
from burner.rules.edit import Edits, render
from burner.rules.growth import followed
from burner.rules.places import alone_on_line, free_names, insertable, read_elsewhere
from burner.rules.purity import is_path, pure
from burner.rules.reading import jumps
from burner.rules.shapes import assigned, kind_of
from burner.rules.unchanged import changes, may_change
from burner.rules.view import FunctionView


def grown(
    view: FunctionView, brief: Brief, private: Callable[[FunctionView, str, ast.stmt], bool]
) -> Iterator[Rewrite]:
    """Yield the rewrites of lists that a loop makes of all elements up to the one it is at."""
    for loop in view.nodes():
        if not isinstance(loop, ast.For) or insertable(view, loop) is not loop:
            continue
        for place, statement in enumerate(loop.body):
            name = _made_anew(view, statement)
            if name is None or not isinstance(statement, ast.Assign) or jumps(loop.body[:place]):
                continue
            part = _prefix(view, brief, loop, statement.value)
            if part is None or not alone_on_line(view, statement) or not private(view, name, statement):
                continue
            changed = followed(view, ast.Name(name, ast.Load()), loop.body)
            if changed is None or len(changed) != 1 or read_elsewhere(view, [name], loop):
                continue
            element = _element(view, statement.value, part)
            if element is None:
                continue
            edits = Edits(view)
            edits.before(loop, [f"{name} = []"])
            edits.lines(statement, [f"{name}.append({element})"])
            yield from made(edits, statement, f"let {name} grow by one element a turn")


def _made_anew(view: FunctionView, statement: ast.stmt) -> str | None:
    """Return the name that this statement, and nothing else in the function, gives a list."""
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return None
    target = statement.targets[0]
    if not isinstance(target, ast.Name) or target.id in {*view.parameters, *view.captured, *view.outer_names}:
        return None
    values, other = assigned(view, target.id)
    return target.id if not other and len(values) == 1 else None


def _prefix(view: FunctionView, brief: Brief, loop: ast.For, value: ast.expr) -> ast.Subscript | None:
    """Return `xs[:i + 1]` if the value is (made of) that, `i` counts the turns of the loop and `xs` stays as it is."""
    source: ast.expr = value
    if isinstance(value, ast.ListComp):
        if len(value.generators) != 1 or value.generators[0].ifs or not pure(view, value.elt):
            return None
        source = value.generators[0].iter
        inside = scope.bound(value.generators[0].target)
        others = [
            n for n in scope.walk(value.elt) if isinstance(n, ast.Name) and n.id in free_names(value.elt) - inside
        ]
        if any(changes(view, other, [loop.target, *loop.body]) for other in others) or may_change(view, loop.body):
            return None
    if not isinstance(source, ast.Subscript) or not isinstance(source.slice, ast.Slice) or not is_path(source.value):
        return None
    upper, first = source.slice.upper, source.slice.lower
    if source.slice.step is not None or not (first is None or _is(first, 0)):
        return None
    if not isinstance(upper, ast.BinOp) or not isinstance(upper.op, ast.Add) or not _is(upper.right, 1):
        return None
    counts_turns = isinstance(upper.left, ast.Name) and upper.left.id == _counter(view, loop)
    if not counts_turns or not at_most_length(view, upper, source.value) or changes(view, source.value, loop.body):
        return None
    if not isinstance(value, ast.ListComp) and kind_of(view, brief, source.value) != "list":
        return None
    return source


def _is(node: ast.expr, number: int) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == number


def _counter(view: FunctionView, loop: ast.For) -> str | None:
    """Return the name that counts the turns of a loop from 0."""
    call = view.call(loop.iter, "range", "enumerate")
    if call is None or len(call.args) != 1 or call.keywords:
        return None
    target = loop.target
    if view.builtin(call.func, "enumerate"):
        target = target.elts[0] if isinstance(target, ast.Tuple) and len(target.elts) == 2 else loop.iter
    return target.id if isinstance(target, ast.Name) and target.id not in scope.bound(loop.body) else None


def _element(view: FunctionView, value: ast.expr, part: ast.Subscript) -> str | None:
    """Return what the turn adds to the list."""
    assert isinstance(part.slice, ast.Slice)
    assert isinstance(part.slice.upper, ast.BinOp)
    item = f"{view.source(part.value)}[{view.source(part.slice.upper.left)}]"
    if not isinstance(value, ast.ListComp):
        return item
    target = value.generators[0].target
    named: dict[str, str] = {}
    if isinstance(target, ast.Name):
        named[target.id] = item
    elif isinstance(target, ast.Tuple) and all(isinstance(name, ast.Name) for name in target.elts):
        named = {name.id: f"{item}[{at}]" for at, name in enumerate(target.elts) if isinstance(name, ast.Name)}
    else:
        return None
    if any(isinstance(node, (ast.Lambda, ast.JoinedStr, *scope.COMPREHENSIONS)) for node in scope.walk(value.elt)):
        return None
    uses: dict[ast.AST, str] = {
        node: named[node.id] for node in scope.walk(value.elt) if isinstance(node, ast.Name) and node.id in named
    }
    return render(view, value.elt, uses)
