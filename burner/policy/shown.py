"""The code a prompt shows: a function, what it uses of its module, and the lines every good answer begins with.

Only cuts text; which function and why is for `prompting.py`.
"""

from __future__ import annotations

import ast
import functools

from burner.policy.protocol import Brief
from burner.target.layout import dedent
from burner.target.source import parse
from burner.target.spans import FunctionSpan, functions

LONGEST_CODE = 5_000
"""Characters of code shown beside the function itself; a processor evaluates some 200-400 characters a second."""
LONGEST_GLOBAL = 200
LONGEST_FUNCTION = 6_000
"""Of a function with more characters only the slow part is shown."""
AROUND = 6
"""Lines before and after that part that are shown with it."""
SHORT_HELPER = 14
"""Helpers of up to that many lines are shown whole, others by their header."""


@functools.lru_cache(maxsize=4)
def spans_of(text: str) -> dict[str, FunctionSpan]:
    """The module's functions and methods by qualified name."""
    return functions(text)


def lines_of(text: str, span: FunctionSpan) -> list[str]:
    """The function's lines from its `def` on, dedented."""
    return dedent(text.split("\n")[span.def_line - 1 : span.last_line])


def docstring_lines(span: FunctionSpan) -> range:
    """The docstring's lines, counted from the `def`; empty where there is none."""
    first = span.node.body[0]
    has = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    if (
        not has
        or first.lineno == span.def_line
        or (len(span.node.body) > 1 and span.node.body[1].lineno == first.end_lineno)
    ):
        return range(0)
    return range(first.lineno - span.def_line, (first.end_lineno or first.lineno) - span.def_line + 1)


def head(text: str, span: FunctionSpan, guards_before: int = 0) -> str:
    """The lines every good answer begins with: header, docstring, and checks that lie before that line."""
    lines = lines_of(text, span)
    last = span.node.body[0].lineno - span.def_line
    doc = docstring_lines(span)
    body = span.node.body
    if last <= 0:
        return lines[0].rpartition(":")[0] + ":" if body[0].lineno == span.def_line else lines[0]
    if doc:
        last, body = doc.stop, body[1:]
    for statement in body:
        if not _is_guard(statement) or (statement.end_lineno or statement.lineno) >= guards_before:
            break
        last = (statement.end_lineno or statement.lineno) - span.def_line + 1
    return "\n".join(lines[:last])


def _is_guard(statement: ast.stmt) -> bool:
    """Whether a statement only raises or returns where the arguments are not as they should be."""
    if isinstance(statement, ast.For) and not statement.orelse:
        return all(_is_guard(inner) and not _returns(inner) for inner in statement.body)
    if not isinstance(statement, ast.If) or statement.orelse or len(statement.body) > 1:
        return False
    return isinstance(statement.body[0], (ast.Raise, ast.Return))


def _returns(statement: ast.stmt) -> bool:
    return any(isinstance(node, ast.Return) for node in ast.walk(statement))


def shown(brief: Brief, span: FunctionSpan, spans: dict[str, FunctionSpan], part: range | None = None) -> str:
    """The function without its docstring (the answer begins with it), after what it uses of its module.

    Of a long function only its header and the lines of `part` with those around them, where that is given.
    """
    doc = docstring_lines(span)
    lines = lines_of(brief.text, span)
    kept = range(len(lines)) if part is None else range(part.start - AROUND, part.stop + AROUND)
    header = span.node.body[0].lineno - span.def_line
    own: list[str] = []
    for number, line in enumerate(lines):
        if number in doc:
            continue
        if number < header or number in kept:
            own.append(line)
        elif own[-1] != gap(span):
            own.append(gap(span))
    return "\n\n".join([*context(brief, span, spans), "\n".join(own)])


def gap(span: FunctionSpan) -> str:
    """The line that stands for lines that are left out of a function."""
    return " " * (span.node.body[0].col_offset - span.node.col_offset) + "..."


def context(brief: Brief, span: FunctionSpan, spans: dict[str, FunctionSpan]) -> list[str]:
    """What a function uses of its module: imports and values, its class, other functions whole or by their header."""
    parts = [*_globals(brief.text, span), *_class_header(brief.text, span, spans)]
    room = LONGEST_CODE
    for name in (brief.qualname, *brief.helpers):
        other = spans.get(name)
        if other is None or name == span.qualname or other.node.name.startswith("__"):
            continue
        lines = lines_of(brief.text, other)
        text = "\n".join(lines) if len(lines) <= SHORT_HELPER else f"{head(brief.text, other)}\n    ..."
        if len(text) < room:
            room -= len(text)
            parts.append(text)
    return parts


def _globals(text: str, span: FunctionSpan) -> list[str]:
    """Imports and short module-level values that the function reads."""
    read = {node.id for node in ast.walk(span.node) if isinstance(node, ast.Name)}
    kept, lines = [], text.split("\n")
    for node in parse(text).body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            bound = {alias.asname or alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            bound = {
                child.id for child in ast.walk(node) if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store)
            }
        else:
            continue
        source = "\n".join(lines[node.lineno - 1 : node.end_lineno]) if bound & read else ""
        if 0 < len(source) < LONGEST_GLOBAL:
            kept.append(source)
    return ["\n".join(kept)] if kept else []


def _class_header(text: str, span: FunctionSpan, spans: dict[str, FunctionSpan]) -> list[str]:
    """For a method: its class with what `__init__` sets."""
    init = spans.get(f"{span.owner}.__init__")
    if not span.owner:
        return []
    header = f"class {span.owner}:"
    if init is None or init.qualname == span.qualname or init.last_line - init.def_line > SHORT_HELPER:
        return [f"{header}\n    # its method:"]
    return ["\n".join([header, *(f"    {line}" for line in lines_of(text, init))])]
