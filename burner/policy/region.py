"""The part of a function that an answer rewrites: what lies before it is given, what lies after it stays.

A small model that copies the rest of a function token by token costs most of its time and often changes a line on the
way. So an answer is over as soon as it comes back to a line that follows the slow statement.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from burner.target.layout import dedent
from burner.target.spans import FunctionSpan


@dataclass(frozen=True)
class Region:
    """One statement of a function's body, by the text around it; all text is dedented to the `def`."""

    before: str
    """The function up to the statement."""
    chars: int
    """Length of the statement."""
    after: Mapping[str, str]
    """First line of each later statement of the body -> the function's text from that line on."""
    first: int = 0
    """Its lines, counted from the `def`, the last one included."""
    last: int = 0

    def closed(self, answer: str, prefix: str) -> str | None:
        """The whole answer where it came back to a later line of the original; None where it has not yet."""
        lines = answer.removeprefix(prefix).split("\n")
        if len(lines) < 3 or lines[-1]:
            return None
        rest = self.after.get(lines[-2])
        if rest is None:
            return None
        return f"{prefix}{chr(10).join(lines[:-2])}\n{rest}\n```"


def region_of(text: str, span: FunctionSpan, line: int) -> Region | None:
    """The statement of the body that holds a line of the module; None where that is none, or the whole body."""
    lines = dedent(text.split("\n")[span.def_line - 1 : span.last_line])
    body = span.node.body
    at = next((at for at, node in enumerate(body) if node.lineno <= line <= (node.end_lineno or node.lineno)), None)
    if at is None or body[0].lineno == span.def_line or len(body) == 1:
        return None
    first, last = body[at].lineno - span.def_line, (body[at].end_lineno or body[at].lineno) - span.def_line
    after: dict[str, str] = {}
    for node in body[at + 1 :]:
        start = node.lineno - span.def_line
        if not _begins_something(node) and lines.count(lines[start]) == 1:
            after.setdefault(lines[start], "\n".join(lines[start:]))
    return Region("\n".join(lines[:first]), len("\n".join(lines[first : last + 1])), after, first, last)


def _begins_something(node: ast.stmt) -> bool:
    """Whether a statement only gives a name its first value, as an answer may do anywhere ("total = 0")."""
    if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
        return False
    return not any(isinstance(child, (ast.Name, ast.Attribute)) for child in ast.walk(node.value))
