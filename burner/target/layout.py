"""Moves the text of a function to another depth of indentation without touching what its strings say."""

from __future__ import annotations

import ast
import io
import re
import tokenize

from burner.target.source import parse

_INDENT = re.compile(r"[ \t\f]*")


def indent_of(line: str) -> str:
    """The white space that a line begins with."""
    return _INDENT.match(line)[0]  # type: ignore[index]  # it matches any line


def string_lines(text: str) -> frozenset[int]:
    """Indexes (from 0) of the lines that begin inside a string, so that their first columns are part of its value."""
    inside: set[int] = set()
    open_at: list[int] = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        kind = tokenize.tok_name[token.type]
        if kind in {"FSTRING_START", "TSTRING_START"}:
            open_at.append(token.start[0])
        elif kind in {"FSTRING_END", "TSTRING_END"}:
            inside.update(range(open_at.pop(), token.end[0]))
        elif kind == "STRING":
            inside.update(range(token.start[0], token.end[0]))
    return frozenset(inside)


def dedent(lines: list[str]) -> list[str]:
    """The lines of a function without the indentation of its `def`; lines that begin inside a string stay."""
    indent = indent_of(lines[0])
    inside = string_lines("\n".join(lines))
    return [line if number in inside else _without(line, indent) for number, line in enumerate(lines)]


def _without(line: str, indent: str) -> str:
    common = 0
    while common < min(len(line), len(indent)) and line[common] == indent[common]:
        common += 1
    return line[common:]


def indent_unit(text: str) -> str:
    """How the first block of a module or function is indented relative to its header; four spaces if there is none."""
    lines = text.split("\n")
    for node in ast.walk(parse(text)):
        body = getattr(node, "body", None)
        if isinstance(node, ast.stmt) and isinstance(body, list) and body[0].lineno > node.lineno:
            outer, inner = indent_of(lines[node.lineno - 1]), indent_of(lines[body[0].lineno - 1])
            if inner.startswith(outer) and inner != outer:
                return inner.removeprefix(outer)
    return "    "


def with_unit(lines: list[str], inside: frozenset[int], old: str, new: str) -> list[str]:
    """The lines with each step of indentation `old` written as `new`; lines that begin inside a string stay."""
    if old == new:
        return lines
    return [line if number in inside else _restep(line, old, new) for number, line in enumerate(lines)]


def _restep(line: str, old: str, new: str) -> str:
    indent = indent_of(line)
    steps = 0
    while indent.startswith(old, steps * len(old)):
        steps += 1
    return new * steps + line[steps * len(old) :]
