"""Says when a function's time is not its own: spent in one call of C code or of another package, made once.

No rewrite of the function makes such a call cheaper, so that asking a model would only cost time. A call inside a loop, a
comprehension, or of a function of this module is the function's own doing.
"""

from __future__ import annotations

import ast

from burner.policy.protocol import HotLine
from burner.search.prepare import Prepared
from burner.target import functions

MOST = 0.9
"""Above this share of the time, what is left in the function itself is not worth a search."""
_OWN = (
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda),
    *(ast.For, ast.While, ast.With, ast.If, ast.Try, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
)
_SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Return)
_BUILDERS = frozenset({"itertools", "copy"})
"""Modules whose calls do what they are told to: the function may well tell them less."""


def elsewhere(ready: Prepared) -> str | None:
    """Why no rewrite will help, in words; None where the function does its work itself."""
    return explained(ready.brief.text, ready.brief.qualname, ready.brief.lines)


def explained(text: str, qualname: str, lines: tuple[HotLine, ...]) -> str | None:
    """The same from a module's text and the hot lines of one call."""
    spans = functions(text)
    span = spans.get(qualname)
    hottest = max(lines, key=lambda line: line.share, default=None)
    if span is None or hottest is None or hottest.hits != 1 or hottest.share < MOST:
        return None
    statement = _statement(span.node, hottest.number)
    if not isinstance(statement, _SIMPLE) or any(isinstance(node, _OWN) for node in ast.walk(statement)):
        return None
    own = {name.rpartition(".")[2] for name in spans}
    calls = [node for node in ast.walk(statement) if isinstance(node, ast.Call)]
    names = [ast.unparse(node.func) for node in calls]
    foreign = _imported(text)
    if len(calls) != 1 or names[0].rpartition(".")[2] in own or names[0].partition(".")[0] not in foreign:
        return None
    return f"{hottest.share:.0%} of the time is spent in one call of `{names[0]}`, which no rewrite of {qualname} makes faster"


def _statement(function: ast.AST, line: int) -> ast.stmt | None:
    """The innermost statement that begins in or spans a line."""
    found = None
    for node in ast.walk(function):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            found = node
    return found


def _imported(text: str) -> set[str]:
    """Names that come from other modules, but for those that only build what they are asked for."""
    names = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.Import):
            pairs = [(alias.name, alias.asname or alias.name.partition(".")[0]) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            pairs = [(node.module or "", alias.asname or alias.name) for alias in node.names]
        else:
            continue
        names |= {bound for module, bound in pairs if module.partition(".")[0] not in _BUILDERS}
    return names
