"""Small wrong versions of the original, to see how many of them the evidence finds.

Every mutant differs in one place and compiles. Docstrings, messages, annotations and logging are left alone: changes
there are not faults.
"""

from __future__ import annotations

import ast
import copy
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from burner.target.layout import string_lines
from burner.target.spans import FunctionSpan, functions
from burner.verify.faults import faults, put_in

_SILENT = {"print", "log", "debug", "info", "warning", "warn", "error", "exception", "critical"}
_OBVIOUS = {"return"}
"""Kinds that nearly any call notices: lines get other kinds first, or weak evidence would look strong."""


@dataclass(frozen=True)
class Mutant:
    """One wrong version: the module's text with it, the changed `def` by qualified name, and what was changed where."""

    text: str
    functions: Mapping[str, str]
    line: int
    description: str
    original: str
    """The line that differs, without its indent and layout, and what became of it; empty where it was removed."""
    mutated: str


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
    rng = Random(seed)
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
    changes.sort(key=lambda change: change.kind in _OBVIOUS)
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
    silent = _silent_nodes(span.node) | _endless_nodes(span.node)
    for number, node in enumerate(ast.walk(span.node)):
        if id(node) in silent or node is span.node:
            continue
        for kind, description in faults(node):
            place = node.target if isinstance(node, ast.comprehension) else node
            yield _Change(span.qualname, number, kind, getattr(place, "lineno", span.def_line), description)


def _endless_nodes(function: ast.AST) -> set[int]:
    """Nodes without which a `while` would not end: they would be noticed by any call, after a long wait."""
    endless: set[int] = set()
    for loop in ast.walk(function):
        if not isinstance(loop, ast.While):
            continue
        waits_for = {ast.unparse(part) for part in ast.walk(loop.test) if isinstance(part, (ast.Name, ast.Attribute))}
        for node in ast.walk(loop):
            if _changed(node) in waits_for:
                endless.update(id(part) for part in ast.walk(node))
            elif isinstance(node, (ast.Break, ast.Return)) and isinstance(loop.test, ast.Constant):
                endless.add(id(node))
    return endless


def _changed(node: ast.AST) -> str | None:
    """The object that a statement changes in place, as text."""
    if isinstance(node, ast.AugAssign):
        return ast.unparse(node.target)
    called = node.value.func if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) else None
    return ast.unparse(called.value) if isinstance(called, ast.Attribute) else None


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


def _made(text: str, span: FunctionSpan, change: _Change) -> Mutant | None:
    function = copy.deepcopy(span.node)
    node = next(found for number, found in enumerate(ast.walk(function)) if number == change.node)
    put_in(function, node, change.kind)
    function.decorator_list = []
    source = ast.unparse(ast.fix_missing_locations(function))
    lines = text.split("\n")
    indent = lines[span.def_line - 1][: span.node.col_offset]
    inside = string_lines(source)
    body = [line if number in inside or not line else indent + line for number, line in enumerate(source.split("\n"))]
    whole = "\n".join([*lines[: span.def_line - 1], *body, *lines[span.last_line :]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(whole, "mutant", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return None
    if ast.dump(functions(whole)[span.qualname].node) == ast.dump(span.node):
        return None
    told = f"line {change.line}: {change.description}"
    return Mutant(whole, {span.qualname: source}, change.line, told, *_differing(span.node, function))


def _differing(old: ast.AST, new: ast.AST) -> tuple[str, str]:
    """The first line in which two functions differ."""
    sides = [ast.unparse(side).split("\n") for side in (old, new)]
    for one, two in zip(*sides, strict=False):
        if one != two:
            removed = len(sides[1]) < len(sides[0])
            return one.strip(), "" if removed else two.strip()
    return sides[0][-1].strip(), ""
