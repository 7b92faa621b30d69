"""Regular expressions are compiled once per call, or once per pattern of a call."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import effects, keeper, keeping, library, scope
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, render
from burner.rules.making import made
from burner.rules.view import FunctionView, starred

CONSTANT_PATTERN = Card(
    id="BRN831",
    name="constant-pattern-in-loop",
    family="patterns",
    summary="compile a constant pattern once, before the loop",
    condition="pattern and flags are constants, and the pattern is valid",
    example_before="""\
import re


def f(lines):
    count = 0
    for line in lines:
        if re.match(r"\\d+;", line):
            count += 1
    return count
""",
    example_after="""\
import re


def f(lines):
    pattern = re.compile(r"\\d+;")
    count = 0
    for line in lines:
        if pattern.match(line):
            count += 1
    return count
""",
    refuses=(
        """\
import re


def f(line):
    return re.match(r"\\d+;", line)
""",
        """\
import re


def f(lines):
    return [re.match("(", line) for line in lines]
""",
        """\
import re


def f(lines, flags):
    for line in lines:
        flags += 1
        if re.match("a", line, flags):
            return line
""",
    ),
)

BUILT_PATTERN = Card(
    id="BRN832",
    name="pattern-built-in-loop",
    family="patterns",
    summary="build and compile each pattern once per call",
    condition="the pattern depends on its parts alone",
    example_before="""\
import re


def f(texts, words):
    return [word for text in texts for word in words if re.search(r"\\b" + re.escape(word) + r"\\b", text)]
""",
    example_after="""\
import re


def f(texts, words):
    patterns = {}

    def pattern_of(word):
        if word not in patterns:
            patterns[word] = re.compile(r"\\b" + re.escape(word) + r"\\b")
        return patterns[word]

    return [word for text in texts for word in words if pattern_of(word).search(text)]
""",
    refuses=(
        """\
import re


def f(text, word):
    return re.search(word, text)
""",
        """\
import re


def f(texts):
    return [re.search("a+", text) for text in texts]
""",
        """\
import re


def f(texts, patterns):
    return [re.search(next(patterns), text) for text in texts]
""",
    ),
)

_AT = {"match": 1, "search": 1, "fullmatch": 1, "findall": 1, "finditer": 1, "split": 1, "sub": 2, "subn": 2}
"""Function of `re` -> place of the text among its arguments."""
_FLAGS = {"match": 2, "search": 2, "fullmatch": 2, "findall": 2, "finditer": 2, "split": 3, "sub": 4, "subn": 4}
"""Function of `re` -> place of the flags among its arguments."""


@dataclass(frozen=True)
class Use:
    """A call of a function of `re` that takes a pattern."""

    call: ast.Call
    module: str
    """How `re` (with its dot) is written, "" where the function itself was imported."""
    pattern: ast.expr
    flags: ast.expr | None
    rest: tuple[str, ...]
    """The other arguments, as text."""
    method: str
    """"compile" for `re.compile` itself."""


def use_of(view: FunctionView, call: ast.AST) -> Use | None:
    """Return what a call of `re.match` and the like consists of; None for other calls."""
    if not isinstance(call, ast.Call) or starred(call) or not call.args:
        return None
    name = library.dotted(view, call.func)
    module, _, method = (name or "").rpartition(".")
    if module != "re" or not isinstance(call.func, ast.Attribute):
        return None
    written = render(view, call.func.value)
    by_name = {k.arg: k.value for k in call.keywords}
    if method == "compile":
        flags = call.args[1] if len(call.args) > 1 else by_name.get("flags")
        return Use(call, written, call.args[0], flags, (), method) if set(by_name) <= {"flags"} else None
    if method not in _AT:
        return None
    place = _FLAGS[method]
    flags = call.args[place] if len(call.args) > place else by_name.get("flags")
    rest = [render(view, a) for a in call.args[1:place]]
    rest += [f"{k.arg}={render(view, k.value)}" for k in call.keywords if k.arg != "flags"]
    return Use(call, written, call.args[0], flags, tuple(rest), method)


def constant_text(view: FunctionView, node: ast.expr) -> str | bytes | None:
    """Return the value of a constant pattern: a literal, or a name of the module bound once to one."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, (str, bytes)) else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = constant_text(view, node.left), constant_text(view, node.right)
        if isinstance(left, str) and isinstance(right, str):
            return left + right
        return None
    if isinstance(node, ast.Name) and node.id not in view.locals and effects.constant_name(view, node.id):
        for statement in view.tree.body:
            if isinstance(statement, ast.Assign) and node.id in scope.bound(statement.targets):
                return constant_text(view, statement.value)
    return None


def constant_use(view: FunctionView, use: Use) -> bool:
    """Return whether pattern and flags are constants, and the pattern surely compiles."""
    text = constant_text(view, use.pattern)
    if text is None or (use.flags is not None and not _constant_flags(view, use.flags)):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(text)
    except (re.error, Warning, OverflowError):
        return False
    return True


def _constant_flags(view: FunctionView, node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _constant_flags(view, node.left) and _constant_flags(view, node.right)
    return (library.dotted(view, node) or "").startswith("re.")


def compiled(view: FunctionView, use: Use, pattern: str | None = None) -> str:
    """Return the expression that compiles the pattern of a use."""
    flags = f", {render(view, use.flags)}" if use.flags is not None else ""
    return f"{use.module}.compile({pattern or render(view, use.pattern)}{flags})"


def asked(use: Use, pattern: str) -> str:
    """Return what a use becomes when its pattern is compiled already."""
    return pattern if use.method == "compile" else f"{pattern}.{use.method}({', '.join(use.rest)})"


def constant_pattern(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Compile constant patterns of loops before the first statement."""
    if keeper.first_statement(view) is None:
        return
    groups: dict[str, list[Use]] = {}
    for node in keeping.reached(view):
        use = use_of(view, node)
        if use is not None and keeping.in_loop(view, node) and constant_use(view, use):
            groups.setdefault(compiled(view, use), []).append(use)
    if not groups:
        return
    edits = Edits(view)
    taken: set[str] = set()
    lines: list[str] = []
    for text, uses in groups.items():
        name = view.fresh("pattern", taken=taken)
        taken.add(name)
        lines += f"{name} = {text}".split("\n")
        for use in uses:
            edits.replace(use.call, asked(use, name))
    keeper.insert_top(edits, view, lines)
    yield from made(view, edits, "constant patterns are compiled once", next(iter(groups.values()))[0].call.lineno)


def built_pattern(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Compile each pattern that a loop builds once."""
    if view.lazy or keeper.first_statement(view) is None:
        return
    groups: dict[tuple[str, tuple[str, ...]], list[tuple[Use, list[ast.expr]]]] = {}
    for node in keeping.reached(view):
        use = use_of(view, node)
        if use is None or not keeping.in_loop(view, node) or constant_text(view, use.pattern) is not None:
            continue
        if use.flags is not None and not _constant_flags(view, use.flags):
            continue
        parts = pattern_parts(view, brief, use.pattern)
        if parts is None:
            continue
        named, swaps = _names(view, parts)
        text = compiled(view, use, render(view, use.pattern, swaps))
        groups.setdefault((text, tuple(named)), []).append((use, parts))
    for (text, hints), uses in groups.items():
        function, store = view.fresh("pattern_of", taken=set(hints)), view.fresh("patterns", taken=set(hints))
        kept = keeping.Kept(
            uses[0][0].call,
            text,
            hints,
            tuple(_once(uses[0][1])),
            tuple(True for _ in hints),
            sure=True,
            name="pattern",
        )
        edits = Edits(view)
        keeper.insert_top(edits, view, keeper.keeper(view, kept, function, store))
        for use, parts in uses:
            given = ", ".join(render(view, p) for p in _once(parts))
            edits.replace(use.call, asked(use, f"{function}({given})"))
        yield from made(view, edits, "each pattern is built and compiled once", uses[0][0].call.lineno)


def pattern_parts(view: FunctionView, brief: Brief, pattern: ast.expr) -> list[ast.expr] | None:
    """Return what varies in the expression of a pattern; None where it can't be told or nothing does."""
    found: list[ast.expr] = []
    leaves = keeping.leaves(view, pattern)
    if isinstance(pattern, ast.Call) and effects.callee(view, pattern) is not None:
        kept = keeping.kept_call(view, brief, pattern, cheap=True)
        if kept is None or not kept.sure:
            return None
        leaves = list(kept.arguments)
    for leaf in leaves:
        if keeping.settled(view, leaf):
            continue
        if any(isinstance(n, (ast.Call, ast.NamedExpr, ast.Await, ast.Yield)) for n in scope.walk(leaf)) and not _plain(
            view, leaf
        ):
            return None
        found.append(leaf)
    return found or None


def _plain(view: FunctionView, node: ast.expr) -> bool:
    """Return whether all calls in an expression are of text methods, builtins or `re.escape`."""
    for part in scope.walk(node):
        if isinstance(part, (ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom)):
            return False
        if isinstance(part, ast.Call):
            method = isinstance(part.func, ast.Attribute) and part.func.attr in {
                "lower",
                "upper",
                "strip",
                "join",
                "get",
                "format",
            }
            known = library.known(view, part) is not None or view.call(part, "str", "map", "sorted", "len") is not None
            if not (method or known):
                return False
    return True


def _once(parts: list[ast.expr]) -> list[ast.expr]:
    """Return the parts without those that are written alike."""
    found: list[ast.expr] = []
    for part in parts:
        if not any(scope.same(part, other) for other in found):
            found.append(part)
    return found


def _names(view: FunctionView, parts: list[ast.expr]) -> tuple[list[str], dict[ast.AST, str]]:
    hints: list[str] = []
    texts: list[ast.expr] = []
    swaps: dict[ast.AST, str] = {}
    for part in parts:
        known = [h for h, t in zip(hints, texts, strict=True) if scope.same(t, part)]
        if not known:
            hints.append(part.id if isinstance(part, ast.Name) else view.fresh("part", taken=set(hints)))
            texts.append(part)
            known = hints[-1:]
        swaps[part] = known[0]
    return hints, swaps


RULES = (Rule(CONSTANT_PATTERN, constant_pattern), Rule(BUILT_PATTERN, built_pattern))
