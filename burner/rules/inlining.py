"""Small helpers of the module that an inner loop calls are written out there: what they compute costs less than the call.

A helper is written out where it is one expression (with early returns), or plain assignments before it. Arguments are
evaluated once and in their order, as the call did.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Card, Rewrite, Rule, made
from burner.rules.edit import Edits, atom, render, tuple_text
from burner.rules.keeping import repeats
from burner.rules.view import FunctionView, starred

MOST_NODES = 60
"""A longer helper does so much that its call is a small part of the time."""

CARD = Card(
    id="BRN871",
    name="small-helper-in-loop",
    family="inlining",
    summary="write a small helper out where a loop calls it",
    condition="the helper is one expression of its module (early returns and plain assignments before it included), and"
    " its names mean the same in the loop; arguments are evaluated once, in their order",
    example_before="""\
def overlap(left, right):
    if left[1] <= right[0]:
        return False
    return right[1] > left[0]


def f(spans):
    count = 0
    for one in spans:
        for other in spans:
            if overlap(one, other):
                count += 1
    return count
""",
    example_after="""\
def overlap(left, right):
    if left[1] <= right[0]:
        return False
    return right[1] > left[0]


def f(spans):
    count = 0
    for one in spans:
        for other in spans:
            if not one[1] <= other[0] and other[1] > one[0]:
                count += 1
    return count
""",
    refuses=(
        """\
def shown(value, width=4):
    return str(value).rjust(width)


def f(values):
    return [shown(value) for value in values]
""",
        """\
SCALE = 10


def scaled(value):
    return value * SCALE


def f(values):
    found = []
    for SCALE in values:
        found.append(scaled(SCALE))
    return found
""",
        """\
def larger(left, right):
    return left if left > right else right


def f(queue):
    found = []
    while len(queue) > 1:
        found.append(larger(queue.pop(), queue.pop()))
    return found
""",
        """\
def halves(count):
    return 1 if count < 2 else 1 + halves(count // 2)


def f(counts):
    return [halves(count) for count in counts]
""",
    ),
)


@dataclass(frozen=True)
class _Helper:
    """A helper that can be written out: assignments, then tests with early results, then the last result."""

    view: FunctionView
    parameters: list[str]
    steps: list[ast.Assign]
    early: list[tuple[ast.expr, ast.expr]]
    last: ast.expr

    @property
    def expressions(self) -> list[ast.expr]:
        """All that is evaluated, in order."""
        return [step.value for step in self.steps] + [part for pair in self.early for part in pair] + [self.last]

    @property
    def names(self) -> list[str]:
        """The names that its assignments bind."""
        return [step.targets[0].id for step in self.steps if isinstance(step.targets[0], ast.Name)]


def inlined(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Write each small helper out in the loops that call it."""
    calls: dict[str, list[ast.Call]] = {}
    for node in view.nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and repeats(view, node):
            calls.setdefault(node.func.id, []).append(node)
    for name, found in calls.items():
        helper = _helper(view, name)
        if helper is None:
            continue
        edits = Edits(view)
        at = [
            call for call in found if not _inside_another(view, call, found) and _write_out(view, helper, call, edits)
        ]
        if at:
            yield from made(edits, at[0], f"{name} is written out where it is called")


def _inside_another(view: FunctionView, call: ast.Call, found: list[ast.Call]) -> bool:
    return any(above is other for above in view.above(call) for other in found)


def _helper(view: FunctionView, name: str) -> _Helper | None:
    """The helper of this name in parts, where nothing in it would mean something else in the function."""
    node = view.function(name)
    other = view.other(name)
    taken = name in view.locals or name in view.outer_names or name in scope.outline(view.tree).stored
    if node is None or other is None or taken or name == view.qualname or not _plain_parameters(node):
        return None
    parts = _parts(other)
    if parts is None or sum(1 for part in parts.expressions for _ in scope.walk(part)) > MOST_NODES:
        return None
    bound = _bound(view)
    for part in parts.expressions:
        for inner in scope.walk(part):
            if isinstance(inner, ast.Name):
                own = inner.id in parts.parameters or inner.id in parts.names
                if not own and (inner.id in bound or inner.id == name):
                    return None
            if isinstance(inner, _SCOPED) or _mangled(view, inner):
                return None
    return parts


_SCOPED = (
    *scope.COMPREHENSIONS,
    ast.Lambda,
    ast.NamedExpr,
    ast.JoinedStr,  # its parts have no places of their own before 3.12
    ast.Yield,
    ast.YieldFrom,
    ast.Await,
)


def _mangled(view: FunctionView, node: ast.AST) -> bool:
    """Whether a class gives the name another meaning."""
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return view.owner is not None and name.startswith("__")


def _plain_parameters(node: ast.FunctionDef) -> bool:
    args = node.args
    return not (args.defaults or args.kwonlyargs or args.vararg or args.kwarg)


def _parts(other: FunctionView) -> _Helper | None:
    body = other.node.body[1:] if ast.get_docstring(other.node, clean=False) is not None else other.node.body
    steps: list[ast.Assign] = []
    early: list[tuple[ast.expr, ast.expr]] = []
    for place, statement in enumerate(body):
        match statement:
            case ast.Assign(targets=[ast.Name()]) if not early:
                steps.append(statement)
            case ast.If(test=test, body=[ast.Return(value=ast.expr() as result)], orelse=[]):
                early.append((test, result))
            case ast.Return(value=ast.expr() as result) if place == len(body) - 1:
                return _Helper(other, other.parameters, steps, early, result)
            case _:
                return None
    return None


def _write_out(view: FunctionView, helper: _Helper, call: ast.Call, edits: Edits) -> bool:
    """Add the edits that write a helper out at one call; False where that can't be done."""
    given = _arguments(helper, call)
    if given is None:
        return False
    rebound = set(helper.names)
    texts = {name: render(view, node) for name, node in given.items() if name not in rebound and _lasting(view, node)}
    fresh = [name for name in dict.fromkeys([*given, *helper.names]) if name not in texts]
    if not helper.steps and len(fresh) == 1 and _opens(helper, fresh[0]):
        texts[fresh[0]] = atom(view, given[fresh[0]])
        fresh = []
    for name in fresh:
        texts[name] = view.fresh(name, taken=set(texts.values()))
    lines = [f"{texts[name]} = {render(view, given[name])}" for name in given if name in fresh]
    for step in helper.steps:
        target = ast.unparse(step.targets[0])
        lines.append(f"{texts[target]} = {_text(helper, step.value, texts)}")
    if lines:
        if not _comes_first(view, call):
            return False
        edits.before(view.statement(call), lines)
    edits.replace(call, _result(view, helper, call, texts))
    return True


def _arguments(helper: _Helper, call: ast.Call) -> dict[str, ast.expr] | None:
    """What each parameter is given, in the order of evaluation; None for calls that don't fit."""
    if starred(call) or len(call.args) + len(call.keywords) != len(helper.parameters):
        return None
    given = dict(zip(helper.parameters, call.args, strict=False))
    by_name = {argument.arg for argument in helper.view.node.args.args}
    for keyword in call.keywords:
        if keyword.arg is None or keyword.arg not in by_name or keyword.arg in given:
            return None
        given[keyword.arg] = keyword.value
    return given


def _lasting(view: FunctionView, node: ast.expr) -> bool:
    """Whether an argument may be evaluated again, later or not at all: constants, and names that only the function binds."""
    if isinstance(node, ast.Name):
        return node.id in _bound(view) and node.id not in view.captured
    return isinstance(node, ast.Constant)


def _bound(view: FunctionView) -> frozenset[str]:
    """The names that the function and its comprehensions bind."""
    stored = {n.id for n in view.everything() if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    return (view.locals | stored) - view.outer_names


def _opens(helper: _Helper, name: str) -> bool:
    """Whether a parameter is the first thing that the helper evaluates, and is used only there."""
    uses = [n for part in helper.expressions for n in scope.walk(part) if isinstance(n, ast.Name) and n.id == name]
    return len(uses) == 1 and any(part is uses[0] for part in _openings(helper.expressions[0]))


def _openings(node: ast.expr) -> Iterator[ast.expr]:
    """An expression, the part of it that is evaluated first, the first part of that, and so on."""
    inner: ast.expr | None = node
    while inner is not None:
        yield inner
        match inner:
            case ast.BinOp(left=first) | ast.Compare(left=first) | ast.UnaryOp(operand=first) | ast.IfExp(test=first):
                inner = first
            case ast.Call(func=ast.Attribute(value=first)) | ast.Attribute(value=first) | ast.Subscript(value=first):
                inner = first
            case (
                ast.Call(func=ast.Name(), args=[first, *_])
                | ast.BoolOp(values=[first, *_])
                | ast.Tuple(elts=[first, *_])
            ):
                inner = first
            case _:
                inner = None


def _comes_first(view: FunctionView, call: ast.Call) -> bool:
    """Whether a statement of its own begins by making the call, so that lines before it run just before the call."""
    statement = view.statement(call)
    if not view.starts_line(statement):
        return False
    match statement:
        case ast.Assign(value=whole) | ast.Return(value=ast.expr() as whole) | ast.Expr(value=whole):
            pass
        case ast.AugAssign(target=ast.Name(), value=whole):
            pass
        case ast.If(test=whole) if not view.source(statement).startswith("elif"):
            pass
        case _:
            return False
    return any(part is call for part in _openings(whole))


def _result(view: FunctionView, helper: _Helper, call: ast.Call, texts: dict[str, str]) -> str:
    """The helper's result as one expression, bracketed where the place asks for it."""
    tested = _is_tested(view, call) and all(
        isinstance(result, ast.Constant) and isinstance(result.value, bool) for _, result in helper.early
    )
    whole = _text(helper, helper.last, texts)
    loose: ast.expr = helper.last
    for test, result in reversed(helper.early):
        rest = whole if isinstance(loose, _TIGHT) else f"({whole})"
        if tested:
            held = isinstance(result, ast.Constant) and result.value
            asked = _text(helper, test, texts)
            asked = asked if isinstance(test, _TIGHT) else f"({asked})"
            whole = f"{asked} or {rest}" if held else f"not {asked} and {rest}"
            loose = _OR
        else:
            parts = [_text(helper, part, texts) for part in (result, test)]
            result_text, test_text = (
                f"({text})" if isinstance(part, ast.IfExp) else text
                for part, text in zip((result, test), parts, strict=True)
            )
            whole = f"{result_text} if {test_text} else {rest}"
            loose = _CHOICE
    return whole if isinstance(loose, _ATOMIC) or _alone(view, call, loose) else f"({whole})"


def _text(helper: _Helper, node: ast.expr, texts: dict[str, str]) -> str:
    swaps: dict[ast.AST, str] = {n: texts[n.id] for n in scope.walk(node) if isinstance(n, ast.Name) and n.id in texts}
    text = render(helper.view, node, swaps)
    return tuple_text(text) if isinstance(node, ast.Tuple) else text


_OR = ast.BoolOp(ast.Or(), [])
_CHOICE = ast.IfExp(ast.Constant(0), ast.Constant(0), ast.Constant(0))
_ATOMIC = (ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.Tuple, ast.List, ast.Dict, ast.Set)
_TIGHT = (*_ATOMIC, ast.Constant, ast.Compare, ast.BinOp)
"""What binds more than `not`, `and`, `or` and a choice do."""


def _is_tested(view: FunctionView, call: ast.Call) -> bool:
    """Whether only the truth of a call's result is asked for."""
    above = view.parent(call)
    return (isinstance(above, ast.If) and above.test is call) or (
        isinstance(above, ast.comprehension) and any(part is call for part in above.ifs)
    )


def _alone(view: FunctionView, call: ast.Call, loose: ast.expr) -> bool:
    """Whether an expression can stand in the place of a call without brackets, whatever is next to it."""
    above = view.parent(call)
    if isinstance(above, ast.comprehension):
        return _is_tested(view, call) and not isinstance(loose, ast.IfExp)
    if isinstance(above, ast.Call):
        return any(part is call for part in above.args)
    return isinstance(above, (ast.Assign, ast.AugAssign, ast.Return, ast.Expr, ast.If, ast.ListComp, ast.SetComp))


RULES = (Rule(CARD, inlined),)
