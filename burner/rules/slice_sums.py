"""Sums over a part of a list, in their spellings: `sum(xs[i:j])`, of a generator over it, or added up by a loop.

Reads only.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from burner.rules import scope
from burner.rules.places import alone_on_line, read_elsewhere
from burner.rules.purity import is_path, pure
from burner.rules.view import FunctionView


@dataclass(frozen=True)
class SliceSum:
    """A sum over a slice: of its elements, or of what a generator or a loop makes of each of them."""

    node: ast.Call | ast.For
    path: ast.expr
    part: ast.Slice
    target: ast.Name | None = None
    elt: ast.expr | None = None
    start: ast.Assign | None = None
    """`total = 0`, before a loop that adds."""
    test: ast.expr | None = None
    """What an element must pass to be added."""

    @property
    def plain(self) -> bool:
        """Whether it is the elements themselves that are added."""
        return self.elt is None or (isinstance(self.elt, ast.Name) and same_name(self.elt, self.target))

    @property
    def made(self) -> tuple[ast.expr, ...]:
        """What is computed of an element."""
        return tuple(part for part in (self.elt, self.test) if part is not None)

    @property
    def bounds(self) -> tuple[ast.expr, ...]:
        """The bounds that are written."""
        return tuple(bound for bound in (self.part.lower, self.part.upper) if bound is not None)

    def like(self, other: SliceSum) -> bool:
        """Whether running sums of the other serve this one."""
        if not scope.same(self.path, other.path):
            return False
        if self.elt is None or other.elt is None or self.target is None or other.target is None:
            return self.elt is other.elt
        if (self.test is None) is not (other.test is None):
            return False
        alike = self.test is None or scope.same(self.test, other.test)
        return alike and scope.same(self.elt, other.elt) and scope.same(self.target, other.target)


def same_name(node: ast.expr, target: ast.Name | None) -> bool:
    """Return whether an expression is the target's name."""
    return isinstance(node, ast.Name) and target is not None and node.id == target.id


def slice_sum(view: FunctionView, node: ast.AST) -> SliceSum | None:
    """Return the sum of a slice that a call of `sum` or a loop is; None where it is none."""
    if isinstance(node, ast.For):
        return _added_up(view, node)
    call = view.call(node, "sum")
    if call is None or len(call.args) != 1 or call.keywords:
        return None
    over = call.args[0]
    if not isinstance(over, (ast.GeneratorExp, ast.ListComp)):
        return _over(view, call, over, None, None)
    generator = over.generators[0]
    if len(over.generators) > 1 or len(generator.ifs) > 1 or not isinstance(generator.target, ast.Name):
        return None
    return _over(view, call, generator.iter, generator.target, over.elt, next(iter(generator.ifs), None))


def _added_up(view: FunctionView, loop: ast.For) -> SliceSum | None:
    """Return the sum that `total = 0; for x in xs[i:j]: total += f(x)` is."""
    test: ast.expr | None = None
    body = loop.body
    if len(body) == 1 and isinstance(body[0], ast.If) and not body[0].orelse:
        test, body = body[0].test, body[0].body
    match loop.target, body, loop.orelse:
        case (
            ast.Name() as target,
            [ast.AugAssign(target=ast.Name(id=total), op=ast.Add(), value=added) as adding],
            [],
        ):
            before = view.block(loop)[: next(at for at, each in enumerate(view.block(loop)) if each is loop)]
        case _:
            return None
    match before[-1:]:
        case [ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=0)) as start] if name == total:
            pass
        case _:
            return None
    is_zero = isinstance(start.value, ast.Constant) and type(start.value.value) is int
    if (
        not is_zero
        or total in scope.read([added, *([test] if test is not None else [])])
        or target.id == total
        or read_elsewhere(view, [target.id], loop)
    ):
        return None
    if not all(alone_on_line(view, statement) for statement in (start, adding)):
        return None
    found = _over(view, loop, loop.iter, target, added, test)
    return None if found is None else replace(found, start=start)


def _over(
    view: FunctionView,
    node: ast.Call | ast.For,
    over: ast.expr,
    target: ast.Name | None,
    elt: ast.expr | None,
    test: ast.expr | None = None,
) -> SliceSum | None:
    if test is None and elt is not None and same_name(elt, target):
        target = elt = None
    if test is not None and not pure(view, test):
        return None
    if target is not None and elt is not None and (not pure(view, elt) or target.id not in scope.read(elt)):
        return None
    if elt is not None and isinstance(over, ast.Subscript) and _leaves_out_first(over.slice):
        return None  # what is made of an element may not be possible for a header
    if not isinstance(over, ast.Subscript) or not isinstance(over.slice, ast.Slice) or over.slice.step is not None:
        return None
    return SliceSum(node, over.value, over.slice, target, elt, test=test) if is_path(over.value) else None


def _leaves_out_first(part: ast.expr) -> bool:
    """Return whether a slice begins behind a header: `rows[1:i]`."""
    return isinstance(part, ast.Slice) and isinstance(part.lower, ast.Constant) and part.lower.value != 0
