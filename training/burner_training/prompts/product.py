"""The answer that the product's prompt wants: the function under the original's own header, and helpers that are new.

The product forces an answer to begin with the header, keeps imports and classes out of it, and swaps only functions; a
solution that can't be said so is no target to train on.
"""

from __future__ import annotations

import ast

from burner.policy.shown import head, lines_of
from burner.target.layout import dedent, indent_of
from burner.target.spans import FunctionSpan, functions


def as_answer(original: str, entry: str, solution: str) -> str | None:
    """The solution's function in a block, as an answer about the original; None where it does not fit into its place."""
    try:
        old, new = functions(original), functions(solution)
    except SyntaxError:
        return None
    if entry not in old or entry not in new or _parameters(old[entry]) != _parameters(new[entry]):
        return None
    body = _body(solution, new[entry])
    header = head(original, old[entry])
    if body is None:
        return None
    text = f"{header}\n{body}"
    helpers = _helpers(original, solution, old, new, entry)
    if helpers is None or not _same(text, new[entry]):
        return None
    return "```python\n" + "\n\n\n".join([text, *helpers]) + "\n```"


def _parameters(span: FunctionSpan) -> list[str]:
    return [node.arg for node in ast.walk(span.node.args) if isinstance(node, ast.arg)]


def _statements(span: FunctionSpan) -> list[ast.stmt]:
    """The body without its docstring."""
    first = span.node.body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return span.node.body[1:] if documented and len(span.node.body) > 1 else span.node.body


def _body(text: str, span: FunctionSpan) -> str | None:
    """The body's lines, four spaces deep; None where it shares its line with the header."""
    first = _statements(span)[0]
    if first.lineno == span.def_line:
        return None
    lines = dedent(text.split("\n")[first.lineno - 1 : span.last_line])
    return "\n".join(f"    {line}" if line.strip() else "" for line in lines)


def _same(text: str, span: FunctionSpan) -> bool:
    """Whether the text still says what the solution does: strings over several lines may have been moved."""
    try:
        made = functions(text)[span.node.name]
    except (SyntaxError, KeyError):
        return False
    return [ast.dump(node) for node in _statements(made)] == [ast.dump(node) for node in _statements(span)]


def _helpers(
    original: str, solution: str, old: dict[str, FunctionSpan], new: dict[str, FunctionSpan], entry: str
) -> list[str] | None:
    """New top-level functions that the solution needs; None where it needs other methods, classes or values."""
    owner = entry.rpartition(".")[0]
    known, bound = _bound(original), _bound(solution)
    found: dict[str, str] = {}
    todo = [entry]
    while todo:
        span = new[todo.pop()]
        for node in ast.walk(span.node):
            if isinstance(node, ast.Attribute) and f"{owner}.{node.attr}" in new.keys() - old.keys():
                return None
            name = node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) else ""
            if name in old and name in new and ast.dump(old[name].node) != ast.dump(new[name].node):
                return None
            if name in known or name not in bound or name in found:
                continue
            if name not in new:
                return None
            if indent_of(solution.split("\n")[new[name].def_line - 1]):
                return None
            found[name] = "\n".join(lines_of(solution, new[name]))
            todo.append(name)
    return [*found.values()]


def _bound(text: str) -> set[str]:
    """What a module binds at its top but by importing, which an answer need not write."""
    names: set[str] = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif not isinstance(node, ast.Import | ast.ImportFrom):
            names |= {
                item.id for item in ast.walk(node) if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store)
            }
    return names
