"""Small wrong versions of the original, to see how many of them the evidence finds.

Every mutant differs in one place and compiles. Docstrings, messages, annotations and logging are left alone: changes
there are not faults.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from burner.target.spans import FunctionSpan, functions

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult, ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Pow: ast.Mult,
}  # fmt: skip
_OTHER_CALL = {"min": "max", "max": "min", "any": "all", "all": "any", "startswith": "endswith", "lower": "upper", "appendleft": "append",
               "append": "extend", "rstrip": "lstrip", "lstrip": "rstrip", "find": "rfind", "bisect_left": "bisect_right"}  # fmt: skip
_SWAPPED = {"min", "max", "any", "all", "startswith", "lower", "appendleft", "rstrip", "lstrip", "find", "bisect_left"}
_SILENT = {"print", "log", "debug", "info", "warning", "warn", "error", "exception"}


@dataclass(frozen=True)
class Mutant:
    """One wrong version: the module's text with it, the changed `def` by qualified name, and what was changed where."""

    text: str
    functions: Mapping[str, str]
    line: int
    description: str


@dataclass(frozen=True)
class _Change:
    """A change to make: at the n-th node of a function (in the order of `ast.walk`), which kind, in which variant."""

    function: str
    node: int
    kind: str
    line: int
    description: str


def mutants(text: str, qualname: str, helpers: Sequence[str], limit: int, seed: int) -> list[Mutant]:
    """Make up to `limit` mutants of a function and its helpers, two of three in the function, spread over its lines."""
    spans = functions(text)
    rng = Random(seed)  # noqa: S311 - a choice, not a secret
    own = _spread(list(_changes(spans[qualname])), rng)
    others = [change for name in helpers if name in spans and name != qualname for change in _changes(spans[name])]
    helped = _spread(others, rng)
    share = limit if not helped else max(limit - len(helped), (2 * limit + 2) // 3)
    made: list[Mutant] = []
    seen = {text}
    for change in [*own[:share], *helped, *own[share:]]:
        if len(made) == limit:
            break
        mutant = _made(text, spans[change.function], change)
        if mutant is not None and mutant.text not in seen:
            seen.add(mutant.text)
            made.append(mutant)
    return made


def _spread(changes: list[_Change], rng: Random) -> list[_Change]:
    """Order changes so that every line comes once before any line comes twice, and kinds alternate."""
    rng.shuffle(changes)
    by_line: dict[int, int] = {}
    by_kind: dict[str, int] = {}
    rounds = []
    for change in changes:
        turn = by_line[change.line] = by_line.get(change.line, 0) + 1
        kind = by_kind[change.kind] = by_kind.get(change.kind, 0) + 1
        rounds.append((turn, kind))
    order = sorted(range(len(changes)), key=lambda position: rounds[position])
    return [changes[position] for position in order]


def _changes(span: FunctionSpan) -> Iterator[_Change]:
    silent = _silent_nodes(span.node)
    for number, node in enumerate(ast.walk(span.node)):
        if id(node) in silent or node is span.node:
            continue
        for kind, description in _kinds(node):
            yield _Change(span.qualname, number, kind, getattr(node, "lineno", span.def_line), description)


def _silent_nodes(function: ast.AST) -> set[int]:
    """Nodes whose change would not be a fault: docstrings, annotations, what is logged, text of errors, defaults."""
    silent: set[int] = set()
    for node in ast.walk(function):
        parts: list[ast.AST | None] = []
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            parts += [node.args, node.returns, *node.decorator_list]
        elif isinstance(node, ast.AnnAssign):
            parts.append(node.annotation)
        elif isinstance(node, ast.Raise):
            parts.append(node.exc)
        elif isinstance(node, ast.Assert):
            parts.append(node.msg)
        elif isinstance(node, ast.Expr) and (isinstance(node.value, ast.Constant) or _is_silent_call(node.value)):
            parts.append(node)
        for part in parts:
            if part is not None:
                silent.update(id(inner) for inner in ast.walk(part))
    return silent


def _is_silent_call(node: ast.expr) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in _SILENT


def _kinds(node: ast.AST) -> Iterator[tuple[str, str]]:  # noqa: PLR0912 - one branch per kind of node
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARED:
        other = _COMPARED[type(node.ops[0])]
        yield "compare", f"{type(node.ops[0]).__name__} to {other.__name__} in {ast.unparse(node)}"
    elif isinstance(node, ast.BoolOp):
        yield "bool", f"and/or exchanged in {ast.unparse(node)}"
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in _COMPUTED and not _is_text(node):
        yield "compute", f"{type(node.op).__name__} to {_COMPUTED[type(node.op)].__name__} in {ast.unparse(node)}"
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield "constant", f"{node.value} to {not node.value}"
        elif isinstance(node.value, int):
            yield "constant", f"{node.value} to {node.value + 1}"
    elif isinstance(node, (ast.If, ast.While, ast.IfExp)):
        yield "negate", f"condition negated: {ast.unparse(node.test)}"
        if isinstance(node, ast.If):
            yield "skip", f"branch never taken: {ast.unparse(node.test)}"
    elif isinstance(node, ast.Break):
        yield "remove", "break removed"
    elif isinstance(node, ast.Continue):
        yield "remove", "continue removed"
    elif isinstance(node, ast.AugAssign) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield "remove", f"removed: {ast.unparse(node)}"
    elif isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in _SWAPPED:
            yield "call", f"{name} to {_OTHER_CALL[name]}"
        if name in ("sorted", "sort"):
            yield "order", f"{name} in the other order"
        elif len(node.args) == 2 and name not in ("isinstance", "min", "max", "zip"):  # noqa: PLR2004
            yield "swap", f"arguments of {name} exchanged"
    elif isinstance(node, ast.Slice) and node.lower is not None and node.upper is None:
        yield "slice", "slice begins one later"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)) and not isinstance(node.operand, ast.Constant):
        yield "unary", f"sign dropped: {ast.unparse(node)}"
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield "return", f"returns None for {ast.unparse(node.value)}"
    if isinstance(node, ast.AugAssign):
        yield "remove", f"removed: {ast.unparse(node)}"


def _is_text(node: ast.BinOp | ast.AugAssign) -> bool:
    sides = [node.left, node.right] if isinstance(node, ast.BinOp) else [node.value]
    return any(isinstance(side, (ast.JoinedStr, ast.List, ast.Tuple)) or (isinstance(side, ast.Constant) and isinstance(side.value, str)) for side in sides)


def _made(text: str, span: FunctionSpan, change: _Change) -> Mutant | None:
    function = copy.deepcopy(span.node)
    node = next(found for number, found in enumerate(ast.walk(function)) if number == change.node)
    _apply(function, node, change.kind)
    function.decorator_list = []
    source = ast.unparse(ast.fix_missing_locations(function))
    lines = text.split("\n")
    indent = lines[span.def_line - 1][: span.node.col_offset]
    body = [indent + line if line else line for line in source.split("\n")]
    whole = "\n".join([*lines[: span.def_line - 1], *body, *lines[span.last_line :]])
    try:
        compile(whole, "mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    return Mutant(whole, {span.qualname: source}, change.line, f"line {change.line}: {change.description}")


def _apply(function: ast.AST, node: ast.AST, kind: str) -> None:  # noqa: PLR0912 - one branch per kind of change
    if isinstance(node, ast.Compare) and kind == "compare":
        node.ops[0] = _COMPARED[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and kind == "compute":
        node.op = _COMPUTED[type(node.op)]()
    elif isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else int(str(node.value)) + 1
    elif isinstance(node, (ast.If, ast.While, ast.IfExp)) and kind == "negate":
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.If):
        node.test = ast.Constant(value=False)
    elif isinstance(node, ast.Call):
        _apply_to_call(node, kind)
    elif isinstance(node, ast.Slice) and node.lower is not None:
        node.lower = ast.BinOp(node.lower, ast.Add(), ast.Constant(value=1))
    elif isinstance(node, ast.UnaryOp):
        _replace(function, node, node.operand)
    elif isinstance(node, ast.Return):
        node.value = ast.Constant(value=None)
    elif kind == "remove":
        _replace(function, node, ast.Pass())


def _apply_to_call(node: ast.Call, kind: str) -> None:
    if kind == "swap":
        node.args = node.args[::-1]
    elif kind == "order":
        given = [keyword for keyword in node.keywords if keyword.arg == "reverse"]
        if given:
            given[0].value = ast.UnaryOp(ast.Not(), given[0].value)
        else:
            node.keywords.append(ast.keyword("reverse", ast.Constant(value=True)))
    elif isinstance(node.func, ast.Attribute):
        node.func.attr = _OTHER_CALL[node.func.attr]
    elif isinstance(node.func, ast.Name):
        node.func.id = _OTHER_CALL[node.func.id]


def _replace(function: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(function):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return
            if isinstance(value, list) and any(item is old for item in value):
                value[:] = [new if item is old else item for item in value]
                return
