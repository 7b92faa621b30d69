"""Python in colour: each line as HTML, its tokens in classes that the style sheet paints for light, dark and paper."""

from __future__ import annotations

from burner.report.html.markup import Html, el, join

_CLASSES = (
    ("Comment", "c"),
    ("Literal.String", "s"),
    ("Literal.Number", "m"),
    ("Keyword", "k"),
    ("Operator.Word", "k"),
    ("Name.Builtin", "b"),
    ("Name.Exception", "b"),
    ("Name.Function", "f"),
    ("Name.Class", "f"),
    ("Name.Decorator", "f"),
)


def highlighted(source: str) -> list[Html]:
    """Return the lines of a piece of Python, each as HTML; what does not parse is shown as well as it can be."""
    from pygments import lex
    from pygments.lexers.python import PythonLexer

    lines: list[list[str]] = [[]]
    for kind, value in lex(source, PythonLexer(stripnl=False, ensurenl=False)):
        style = _style(str(kind).removeprefix("Token."))
        for number, part in enumerate(value.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(el("span", part, class_=style) if style else part)
    found = [join(parts) for parts in lines]
    wanted = source.count("\n") + 1
    return found[:wanted] + [Html("")] * (wanted - len(found))


def _style(kind: str) -> str:
    return next((style for prefix, style in _CLASSES if kind.startswith(prefix)), "")
