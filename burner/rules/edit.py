"""Change the text of a function by exact spans, so that comments and formatting elsewhere stay.

Knows nothing about rules; never regenerates code it was not told to replace.
"""

from __future__ import annotations

import ast
import builtins
import io
import tokenize
from collections import Counter
from collections.abc import Mapping, Sequence

from burner.rules.view import FunctionView


class Edits:
    """Collected replacements inside one function; offsets are those of the view's text."""

    def __init__(self, view: FunctionView) -> None:
        self.view = view
        self.changes: list[tuple[int, int, str]] = []

    def replace(self, node: ast.AST, text: str) -> None:
        """Replace an expression or a statement; `text` may have several lines, already indented but for the first."""
        start, end = self.view.span(node)
        self.changes.append((start, end, f"({text})" if self._in_brackets_of_call(node) else text))

    def _in_brackets_of_call(self, node: ast.AST) -> bool:
        """Return whether a generator shares its brackets with the call that it is the only argument of."""
        if not isinstance(node, ast.GeneratorExp):
            return False
        above = self.view.parent(node)
        return isinstance(above, ast.Call) and self.view.span(above)[1] == self.view.span(node)[1]

    def replace_span(self, start: int, end: int, text: str) -> None:
        """Replace a span of the module's text."""
        self.changes.append((start, end, text))

    def before(self, statement: ast.stmt, lines: Sequence[str]) -> None:
        """Insert lines (relative indentation) before a statement, at its indentation."""
        indent = self.view.indent(statement)
        start = self.view.line_starts[first_line(statement) - 1]
        self.changes.append((start, start, "".join(f"{indent}{line}\n" if line else "\n" for line in lines)))

    def after(self, statement: ast.stmt, lines: Sequence[str]) -> None:
        """Insert lines (relative indentation) after a statement, at its indentation."""
        indent = self.view.indent(statement)
        end = self._line_end(statement)
        self.changes.append((end, end, "".join(f"\n{indent}{line}" if line else "\n" for line in lines)))

    def lines(self, statement: ast.stmt, lines: Sequence[str]) -> None:
        """Replace a statement by lines (relative indentation)."""
        indent = self.view.indent(statement)
        self.replace(statement, "\n".join(f"{indent}{line}" if line else "" for line in lines).removeprefix(indent))

    def delete(self, statement: ast.stmt) -> None:
        """Remove a statement with its whole lines (a comment behind it included)."""
        start = self.view.line_starts[first_line(statement) - 1]
        end = min(self._line_end(statement) + 1, len(self.view.text))
        if end > self.view.span(self.view.node)[1]:
            start, end = start - 1, self._line_end(statement)
        self.changes.append((start, end, ""))

    def _line_end(self, statement: ast.stmt) -> int:
        end = self.view.text.find("\n", self.view.span(statement)[1])
        return len(self.view.text) if end < 0 else end

    def result(self) -> str:
        """Return the new text of the whole function, dedented, without decorators.

        Raises `ValueError` if edits overlap, the result does not parse, or takes a name for a builtin that it is not.
        """
        start = self.view.line_starts[self.view.node.lineno - 1]
        end = max([self.view.span(self.view.node)[1], *(change[1] for change in self.changes)])
        text = self.view.text
        position = end
        pieces: list[str] = []
        ordered = sorted(enumerate(self.changes), key=lambda item: (item[1][0], item[1][1], item[0]))
        for _, (first, last, new) in reversed(ordered):
            if last > position or first < start:
                raise ValueError("overlapping edits")
            pieces += [text[last:position], new]
            position = first
        pieces.append(text[start:position])
        made = dedent("".join(reversed(pieces)))
        try:
            tree = ast.parse(made)
        except SyntaxError as error:
            raise ValueError(f"edits made invalid code: {error}") from error
        before, after = _read(self.view.node), _read(tree)
        taken = [name for name in after if after[name] > before[name] and hasattr(builtins, name)]
        if any(map(self.view.shadowed, taken)):
            raise ValueError(f"the function has another {', '.join(taken)}")
        return made


def _read(tree: ast.AST) -> Counter[str]:
    return Counter(n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))


def first_line(statement: ast.stmt) -> int:
    """Return the first line of a statement, its decorators included."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(d.lineno for d in decorators)])


def render(view: FunctionView, node: ast.AST, swaps: Mapping[ast.AST, str] | None = None) -> str:
    """Return the text of a node with some nodes inside it replaced; bracketed if it runs over several lines."""
    text = splice_text(view, view.span(node), swaps or {})
    if "\n" in text and isinstance(node, ast.expr) and not _bracketed(node):
        return f"({text})"
    return text


def splice_text(view: FunctionView, span: tuple[int, int], swaps: Mapping[ast.AST, str]) -> str:
    """Return a span of the text with the nodes in `swaps` replaced."""
    start, end = span
    inside = sorted(((view.span(node), text) for node, text in swaps.items()), key=lambda item: item[0])
    pieces: list[str] = []
    position = start
    for (first, last), text in inside:
        if first < position or last > end:
            continue
        pieces += [view.text[position:first], text]
        position = last
    return "".join([*pieces, view.text[position:end]])


def atom(view: FunctionView, node: ast.expr, swaps: Mapping[ast.AST, str] | None = None) -> str:
    """Return the text of an expression, bracketed unless it can stand next to any operator, dot or index."""
    text = splice_text(view, view.span(node), swaps or {})
    atomic = (ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.JoinedStr)
    if _bracketed(node) or (isinstance(node, atomic) and "\n" not in text):
        return text
    if isinstance(node, ast.Constant) and "\n" not in text and not isinstance(node.value, (int, float, complex)):
        return text
    return f"({text})"


def block_lines(
    view: FunctionView, statements: Sequence[ast.stmt], swaps: Mapping[ast.AST, str] | None = None
) -> list[str]:
    """Return the lines of consecutive statements, comments between and behind them kept, dedented."""
    start = view.line_starts[first_line(statements[0]) - 1]
    last = view.span(statements[-1])[1]
    newline = view.text.find("\n", last)
    end = len(view.text) if newline < 0 else newline
    if not view.starts_line(statements[0]):
        start, end = view.span(statements[0])[0], last
    return dedent(splice_text(view, (start, end), swaps or {})).split("\n")


def indented(lines: Sequence[str], unit: str) -> list[str]:
    """Return lines one step deeper; lines that continue a string that spans lines are kept as they are."""
    inside = _string_lines("\n".join(lines))
    return [line if not line or number in inside else unit + line for number, line in enumerate(lines, 1)]


def dedent(text: str) -> str:
    """Remove the first line's indentation from all lines, but not from lines inside strings that span lines."""
    width = len(text) - len(text.lstrip(" \t"))
    margin = text[:width]
    if not margin:
        return text
    inside = _string_lines(text)
    lines = text.split("\n")
    return "\n".join(
        line if number in inside else line[width:] if line.startswith(margin) else line.lstrip(" \t")
        for number, line in enumerate(lines, 1)
    )


def splice(view: FunctionView, text: str) -> str:
    """Return the module's text with the viewed function replaced by a dedented `def`."""
    start, end = view.span(view.node)
    lines = indented(text.split("\n"), view.indent(view.node))
    return view.text[:start] + "\n".join(lines).lstrip(" \t") + view.text[end:]


def add_imports(text: str, imports: Sequence[str]) -> str:
    """Return the module's text with import statements added behind its first block of imports (or its docstring)."""
    tree = ast.parse(text)
    known = {ast.unparse(s) for s in tree.body if isinstance(s, (ast.Import, ast.ImportFrom))}
    missing = [line for line in dict.fromkeys(imports) if line not in known]
    if not missing:
        return text
    line = 0
    for place, statement in enumerate(tree.body):
        docstring = place == 0 and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if not docstring and not isinstance(statement, (ast.Import, ast.ImportFrom)):
            break
        line = statement.end_lineno or line
    lines = text.split("\n")
    first = not any(isinstance(s, (ast.Import, ast.ImportFrom)) and (s.end_lineno or 0) <= line for s in tree.body)
    above = [""] if first and line else []
    below = ["", ""] if first and (lines[line : line + 1] or [""])[0] != "" else []
    return "\n".join([*lines[:line], *above, *missing, *below, *lines[line:]])


def tuple_text(text: str) -> str:
    """Return the text of a tuple in brackets of its own: `(a, b), c` begins with one and has none."""
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        depth += (
            (token.string in {"(", "[", "{"}) - (token.string in {")", "]", "}"}) if token.type == tokenize.OP else 0
        )
        if depth == 0 and token.string.strip():
            whole = token.type == tokenize.OP and token.string == ")" and _offset(text, token.end) == len(text.rstrip())
            return text if whole and text.startswith("(") else f"({text})"
    return f"({text})"


def _offset(text: str, place: tuple[int, int]) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: place[0] - 1]) + place[1]


def operand(view: FunctionView, node: ast.expr) -> str:
    """Return the text of an expression, bracketed where it binds less than a comparison or a sum does."""
    loose = (ast.BoolOp, ast.IfExp, ast.Compare, ast.Lambda, ast.NamedExpr)
    denied = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    text = render(view, node)
    return f"({text})" if isinstance(node, loose) or denied else text


def _bracketed(node: ast.expr) -> bool:
    return isinstance(node, (ast.List, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp))


def _string_lines(text: str) -> set[int]:
    """Return the numbers (from 1) of lines that begin inside a string token."""
    inside: set[int] = set()
    start_of_fstring: list[int] = []
    header = "if 1:\n" if text[:1] in " \t" else ""
    shift = 1 if header else 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(header + text + "\n").readline):
            name = tokenize.tok_name[token.type]
            if name == "STRING":
                inside.update(range(token.start[0] + 1 - shift, token.end[0] + 1 - shift))
            elif name == "FSTRING_START":
                start_of_fstring.append(token.start[0])
            elif name == "FSTRING_END":
                inside.update(range(start_of_fstring.pop() + 1 - shift, token.end[0] + 1 - shift))
    except (tokenize.TokenError, IndentationError):
        return inside
    return inside
