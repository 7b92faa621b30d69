"""Finds every function and method of a module with its lines; knows nothing of what may be optimised."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from burner.target.source import parse

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
_BRANCHES = (ast.If, ast.Try, ast.TryStar, ast.With, ast.For, ast.While, ast.Match)


@dataclass(frozen=True)
class FunctionSpan:
    """Where a function lies: lines count from 1, `first_line` has its first decorator, `def_line` its `def`."""

    qualname: str
    first_line: int
    def_line: int
    last_line: int
    conditional: bool
    """It is defined in a branch (if, try, ...) and another definition may be the one that counts."""
    node: FunctionNode = field(repr=False, compare=False)

    @property
    def owner(self) -> str:
        """Qualified name of its class; "" for a function of the module."""
        return self.qualname.rpartition(".")[0]


def functions(text: str) -> dict[str, FunctionSpan]:
    """All functions and methods by qualified name, each with the definition that wins; nested ones are left out."""
    return {name: winner(spans) for name, spans in definitions(text).items()}


def definitions(text: str, tree: ast.Module | None = None) -> dict[str, list[FunctionSpan]]:
    """All definitions of every function and method by qualified name, in order; `tree` is the text's if at hand."""
    found: dict[str, list[FunctionSpan]] = {}
    lines = text.split("\n")
    for node, owner, conditional in _walk((tree or parse(text)).body, "", conditional=False):
        span = _span(node, owner + node.name, lines, conditional=conditional)
        found.setdefault(span.qualname, []).append(span)
    return found


def winner(spans: list[FunctionSpan]) -> FunctionSpan:
    """The definition that a reader of the name gets: the getter of a property, else the last one."""
    accessor = (f"{spans[-1].node.name}.setter", f"{spans[-1].node.name}.deleter")
    real = [span for span in spans if not any(name in accessor for name in decorator_names(span.node))]
    return (real or spans)[-1]


def decorator_names(node: FunctionNode) -> tuple[str, ...]:
    """The dotted names of a function's decorators, without the arguments of those that are called."""
    calls = (item.func if isinstance(item, ast.Call) else item for item in node.decorator_list)
    return tuple(ast.unparse(item) for item in calls)


def is_generator(node: FunctionNode) -> bool:
    """Whether calling it gives an iterator over what its body yields."""
    return any(isinstance(child, (ast.Yield, ast.YieldFrom)) for child in own_nodes(node.body))


def own_nodes(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Every node of a function's body but those inside functions, lambdas and classes that it defines."""
    todo = list(body)[::-1]
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            todo.extend(list(ast.iter_child_nodes(node))[::-1])


def _walk(body: list[ast.stmt], owner: str, *, conditional: bool) -> Iterator[tuple[FunctionNode, str, bool]]:
    for node in body:
        if isinstance(node, FunctionNode):
            yield node, owner, conditional
        elif isinstance(node, ast.ClassDef):
            yield from _walk(node.body, f"{owner}{node.name}.", conditional=conditional)
        elif isinstance(node, _BRANCHES):
            for part in branches(node):
                yield from _walk(part, owner, conditional=conditional or not isinstance(node, ast.With))


def branches(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    """The statement lists of a compound statement other than a function or class."""
    for name in ("body", "handlers", "cases", "orelse", "finalbody"):
        part = getattr(node, name, [])
        if name in {"handlers", "cases"}:
            yield from (item.body for item in part)
        else:
            yield part


def _span(node: FunctionNode, qualname: str, lines: list[str], *, conditional: bool) -> FunctionSpan:
    first = min((item.lineno for item in node.decorator_list), default=node.lineno)
    while node.decorator_list and not lines[first - 1].lstrip(" \t\f").startswith("@"):
        first -= 1
    return FunctionSpan(qualname, first, node.lineno, _last_line(node, lines), conditional, node)


def _last_line(node: FunctionNode, lines: list[str]) -> int:
    """The last line of its last statement, with what follows a backslash there."""
    last = node.end_lineno or node.lineno
    rest = lines[last - 1].encode()[node.end_col_offset or 0 :].decode()
    while "#" not in rest and re.search(r"\\$", rest) and last < len(lines):
        last += 1
        rest = lines[last - 1]
    return last
