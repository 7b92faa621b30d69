"""A helper that a loop calls may hold dear calls: it is copied into the function, where their answers can be kept.

The helper itself stays as it is for everybody else; the copy lives in the function, and its answers for one call.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from copy import deepcopy

from burner.policy.protocol import Brief
from burner.rules import changing, effects, keeper, keeping, library, patterns, scope, sharing
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, block_lines, indented, render
from burner.rules.keeping import Kept
from burner.rules.making import DATE_HELPER, made
from burner.rules.view import FunctionView

DEAR_CALL_IN_HELPER = Card(
    id="BRN803",
    name="dear-call-in-helper",
    family="nesting",
    summary="keep the answers of dear calls that a helper makes each time a loop calls it",
    condition="the dear call depends on its arguments alone; the helper is a plain function or method of the module",
    example_before="""\
from decimal import Decimal


def total(row):
    return Decimal(row["price"].strip()) * row["pieces"]


def f(rows):
    return [total(row) for row in rows]
""",
    example_after="""\
from decimal import Decimal


def total(row):
    return Decimal(row["price"].strip()) * row["pieces"]


def f(rows):
    decimal_results = {}

    def known_decimal(value):
        if value not in decimal_results:
            decimal_results[value] = Decimal(value)
        return decimal_results[value]

    def total_here(row):
        return known_decimal(row["price"].strip()) * row["pieces"]

    return [total_here(row) for row in rows]
""",
    refuses=(
        """\
from decimal import Decimal


def total(row):
    return Decimal(row["price"].strip()) * row["pieces"]


def f(row):
    return total(row)
""",
        """\
def total(row):
    return row["price"] * row["pieces"]


def f(rows):
    return [total(row) for row in rows]
""",
        """\
import json


def load(line):
    return json.loads(line)


def f(lines):
    return [load(line) for line in lines]
""",
    ),
)


class _Copies:
    """The copies of helpers, and the kept answers, that one function gets."""

    def __init__(self, view: FunctionView, brief: Brief) -> None:
        self.view = view
        self.brief = brief
        self.lines: list[str] = []
        self.taken: set[str] = set()
        self.names: dict[str, str | None] = {}
        self.keepers: dict[tuple[str, tuple[str, ...]], str] = {}
        self.depth = 1
        """How many loops the helper is called in."""

    def name_of(self, other: FunctionView, depth: int = 2) -> str | None:
        """Return the name of the copy of a helper; None where nothing in it can be kept."""
        if other.qualname not in self.names:
            self.names[other.qualname] = None
            self.names[other.qualname] = self._copy(other, depth) if self._fits(other) else None
        return self.names[other.qualname]

    def _fits(self, other: FunctionView) -> bool:
        args = other.node.args
        if args.vararg or args.kwarg or other.dynamic or other.outer_names or keeper.first_statement(other) is None:
            return False
        if any(d is not None and not isinstance(d, ast.Constant) for d in (*args.defaults, *args.kw_defaults)):
            return False
        if other.self_name not in {None, self.view.self_name} or "classmethod" in _decorators(other):
            return False
        if (scope.mentioned(other.node.body) - other.locals - set(dir(builtins))) & (
            self.view.locals - {other.self_name}
        ):
            return False
        calls = [n for n in other.everything() if isinstance(n, ast.Call)]
        return not any((c := effects.callee(other, n)) is not None and c.qualname == other.qualname for n in calls)

    def _copy(self, other: FunctionView, depth: int) -> str | None:
        swaps: dict[ast.AST, str] = {}
        for node in keeping.reached(other):
            if any(node is not s and any(n is node for n in scope.walk(s)) for s in swaps):
                continue
            kept = keeping.kept_expression(other, self.brief, node, self._lasting)
            if kept is not None and self._may_share(other, kept):
                swaps[node] = f"{self._keeper(other, kept)}({render(other, kept.arguments[0])})"
            elif isinstance(node, ast.Call):
                self._swap(other, node, swaps, depth)
        if not swaps or _only_hands_on(other, swaps):
            return None
        name = self._fresh(f"{other.node.name.strip('_')}_here", other)
        body = block_lines(other, keeper.statements(other), swaps)
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self.lines += [f"def {name}({_signature(other)}):", *indented(body, self.view.unit), ""]
        return name

    def _swap(self, other: FunctionView, call: ast.Call, swaps: dict[ast.AST, str], depth: int) -> None:
        use = patterns.use_of(other, call)
        if use is not None and patterns.constant_use(other, use):
            swaps[call] = patterns.asked(use, self._pattern(other, patterns.compiled(other, use)))
            return
        kept = keeping.kept_library_call(other, self.brief, call, self._lasting)
        target = effects.callee(other, call)
        if kept is None and target is not None:
            copy = self.name_of(target, depth - 1) if depth > 1 and target.qualname != self.view.qualname else None
            if copy is not None:
                swaps[call.func] = copy
                return
            kept = keeping.kept_call(other, self.brief, call, self._lasting)
        if kept is None or not kept.sure or not self._may_share(other, kept):
            return
        if DATE_HELPER in kept.template and self.depth + len(keeping.repeats(other, kept.node)) < 2:
            return
        given = ", ".join(render(other, a) for a in kept.arguments)
        swaps[kept.node] = f"{self._keeper(other, kept)}({given})"

    def _may_share(self, other: FunctionView, kept: Kept) -> bool:
        return sharing.shared_value(other, self.brief, kept.node) or sharing.only_read(other, kept.node)

    def _lasting(self, other: FunctionView, node: ast.expr) -> bool:
        """Return whether an expression in a helper is the same for all calls of the helper."""
        if isinstance(node, ast.Constant):
            return True
        if isinstance(node, ast.Tuple):
            return all(self._lasting(other, item) for item in node.elts)
        if isinstance(node, ast.Attribute):
            if library.dotted(other, node) is not None:
                return True
            own = isinstance(node.value, ast.Name) and node.value.id == other.self_name
            return own and not changing.writes_attribute(self.view, self.view.node.body, node.attr)
        if not isinstance(node, ast.Name) or node.id in other.locals or _inner(other, node.id):
            return False
        return keeping.settled(other, node)

    def _pattern(self, other: FunctionView, text: str) -> str:
        known = (text, ())
        if known not in self.keepers:
            self.keepers[known] = name = self._fresh("compiled_pattern", other)
            self.lines += f"{name} = {text}".split("\n")
        return self.keepers[known]

    def _keeper(self, other: FunctionView, kept: Kept) -> str:
        known = (kept.template, kept.parameters)
        if known not in self.keepers:
            taken = set(kept.parameters)
            store = self._fresh(f"{kept.name}_results", other, taken)
            self.keepers[known] = name = self._fresh(f"known_{kept.name}", other, taken)
            self.lines += keeper.keeper(self.view, kept, name, store)
        return self.keepers[known]

    def _fresh(self, hint: str, other: FunctionView, more: set[str] = frozenset()) -> str:  # type: ignore[assignment]
        name = self.view.fresh(hint, taken=self.taken | scope.mentioned(other.node) | set(more))
        self.taken.add(name)
        return name


def dear_call_in_helper(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Copy helpers of loops into the function, with their dear calls kept."""
    if view.lazy or view.qualname != brief.qualname or keeper.first_statement(view) is None:
        return
    for name in dict.fromkeys(other.qualname for _, other in _asked(view)):
        if not all(_called_or_key(view, node) for node, other in _asked(view) if other.qualname == name):
            continue
        copies = _Copies(view, brief)
        sites = [(node, other) for node, other in _asked(view) if other.qualname == name]
        copies.depth = max(len(keeping.repeats(view, node)) for node, _ in sites)
        copy = copies.name_of(sites[0][1])
        if copy is None or not any(_repeated(view, node) for node, _ in sites):
            continue
        edits = Edits(view)
        keeper.insert_top(edits, view, copies.lines)
        for node, _ in sites:
            edits.replace(node, copy)
        yield from made(view, edits, f"dear calls in {name} are kept while the function runs", sites[0][0].lineno)


def _only_hands_on(view: FunctionView, swaps: Mapping[ast.AST, str]) -> bool:
    """Return whether a helper is nothing but one kept call of its own parameters: then its own answers can be kept."""
    first = keeper.first_statement(view)
    if not isinstance(first, ast.Return) or first.value not in swaps or view.node.body[-1] is not first:
        return False
    return all(isinstance(n, (ast.Constant, ast.Name)) for n in _arguments(first.value))


def _arguments(node: ast.expr | None) -> list[ast.expr]:
    found: list[ast.expr] = []
    while isinstance(node, (ast.Call, ast.Attribute)):
        found += node.args if isinstance(node, ast.Call) else []
        node = node.func if isinstance(node, ast.Call) else node.value
    return found


def _asked(view: FunctionView) -> list[tuple[ast.expr, FunctionView]]:
    """Return the places that name a helper, to call it or to hand it on."""
    found: list[tuple[ast.expr, FunctionView]] = []
    for node in view.everything():
        if isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Load):
            call = ast.Call(node, [], [])
            other = effects.callee(view, call)
            if other is not None and other.qualname != view.qualname:
                found.append((node, other))
    return found


def _called_or_key(view: FunctionView, node: ast.expr) -> bool:
    """Return whether a helper is called, or handed to map, filter, sorted and the like, which only call it."""
    above = view.parents[node]
    if isinstance(above, ast.keyword):
        return above.arg == "key"
    return isinstance(above, ast.Call) and (above.func is node or view.call(above, "map", "filter") is not None)


def _repeated(view: FunctionView, node: ast.expr) -> bool:
    """Return whether a helper is called in a loop, from an inner function, or handed on to map, sorted and the like."""
    above = view.parents[node]
    if not (isinstance(above, ast.Call) and above.func is node):
        return True
    return keeping.in_loop(view, node) or any(
        isinstance(a, ast.FunctionDef) and a is not view.node for a in view.above(node)
    )


def _decorators(view: FunctionView) -> list[str]:
    return [d.id if isinstance(d, ast.Name) else "?" for d in view.node.decorator_list]


def _inner(view: FunctionView, name: str) -> bool:
    return any(isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Store) for n in view.everything())


def _signature(view: FunctionView) -> str:
    """Return the parameters without annotations, and without self."""
    args = deepcopy(view.node.args)
    for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs):
        arg.annotation = None
    if view.self_name is not None:
        (args.posonlyargs or args.args).pop(0)
    return ast.unparse(args)


RULES = (Rule(DEAR_CALL_IN_HELPER, dear_call_in_helper),)
