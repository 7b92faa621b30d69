"""Dates of a fixed numeric form are read from their digits; anything unusual still goes to `strptime`.

What is read here and what is refused is the same as before, since only text in exactly the usual form is read directly.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from burner.policy.protocol import Brief
from burner.rules import effects, keeping, library
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, render
from burner.rules.making import DATE_HELPER, helper, made
from burner.rules.view import FunctionView, starred

FIXED_DATE = Card(
    id="BRN821",
    name="strptime-of-fixed-form",
    family="parsing",
    summary="read dates of a fixed numeric form from their digits, and leave unusual text to strptime",
    condition="the format is a constant of two- and four-digit numbers and fixed characters",
    example_before="""\
from datetime import datetime


def f(text):
    return datetime.strptime(text, "%d.%m.%Y").date()
""",
    example_after="""\
from datetime import datetime


def f(text):
    return _datetime_from_digits(text).date()


def _datetime_from_digits(text):
    # Plain digits are read directly; strptime answers for everything else, and raises its own errors.
    if type(text) is str and len(text) == 10 and text.isascii() and text[2] == "." and text[5] == ".":
        day, month, year = text[:2], text[3:5], text[6:]
        if (day + month + year).isdigit():
            try:
                return datetime(int(year), int(month), int(day))
            except ValueError:
                pass
    return datetime.strptime(text, "%d.%m.%Y")
""",
    refuses=(
        """\
from datetime import datetime


def f(text):
    return datetime.strptime(text, "%d %b %Y")
""",
        """\
from datetime import datetime


def f(text, form):
    return datetime.strptime(text, form)
""",
        """\
from datetime import datetime


def f(text):
    return datetime.strptime(text, "%Y-%m-%d %H:%M%z")
""",
    ),
)

_FIELDS = {
    "Y": ("year", 4),
    "m": ("month", 2),
    "d": ("day", 2),
    "H": ("hour", 2),
    "M": ("minute", 2),
    "S": ("second", 2),
    "f": ("microsecond", 6),
}
_ORDER = ("year", "month", "day", "hour", "minute", "second", "microsecond")
_UNSAID = {"year": "1900", "month": "1", "day": "1", "hour": "0", "minute": "0", "second": "0", "microsecond": "0"}


@dataclass(frozen=True)
class _Form:
    length: int
    marks: tuple[tuple[int, str], ...]
    """Place and character of what is no digit."""
    fields: tuple[tuple[str, int, int], ...]
    """Name, start and end of each number."""


def fixed_date(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Read dates of a fixed form by their digits, one helper per format."""
    groups: dict[tuple[str, str], list[ast.Call]] = {}
    for node in keeping.reached(view):
        if not isinstance(node, ast.Call) or starred(node) or node.keywords or len(node.args) != 2:
            continue
        if library.dotted(view, node.func) == "datetime.datetime.strptime" and isinstance(node.func, ast.Attribute):
            form = _constant(view, node.args[1])
            if form is not None:
                groups.setdefault((render(view, node.func.value), form), []).append(node)
    for (maker, form), calls in groups.items():
        parsed = _form(form)
        if parsed is None:
            continue
        written = render(view, calls[0].args[1])
        name, functions = helper(view, DATE_HELPER, partial(_helper, made=maker, form=parsed, written=written))
        edits = Edits(view)
        for call in calls:
            edits.replace(call, f"{name}({render(view, call.args[0])})")
        note = f"text of the form {form} is read by its digits"
        yield from made(view, edits, note, calls[0].lineno, (), functions)


def _constant(view: FunctionView, node: ast.expr) -> str | None:
    """Return the text of a literal, or of a name of the module that is bound once to a literal."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.Name) or node.id in view.locals or not effects.constant_name(view, node.id):
        return None
    for statement in view.tree.body:
        if isinstance(statement, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == node.id for t in statement.targets
        ):
            return _constant(view, statement.value) if isinstance(statement.value, ast.Constant) else None
    return None


def _form(text: str) -> _Form | None:
    marks: list[tuple[int, str]] = []
    fields: list[tuple[str, int, int]] = []
    place = position = 0
    while position < len(text):
        character = text[position]
        position += 1
        if character != "%":
            if not character.isascii() or character.isdigit() or character in "\t\n\r\v\f":
                return None
            marks.append((place, character))
            place += 1
            continue
        directive = text[position : position + 1]
        position += 1
        if directive not in _FIELDS:
            return None
        name, width = _FIELDS[directive]
        fields.append((name, place, place + width))
        place += width
    names = [name for name, _, _ in fields]
    return _Form(place, tuple(marks), tuple(fields)) if names and len(set(names)) == len(names) else None


def _helper(name: str, made: str, form: _Form, written: str) -> str:
    tests = "".join(f" and text[{place}] == {_quoted(mark)}" for place, mark in form.marks)
    names = [field for field, _, _ in form.fields]
    slices = [f"text[{start or ''}:{end if end < form.length else ''}]" for _, start, end in form.fields]
    numbers = [f"int({n})" if n in names else _UNSAID[n] for n in _ORDER]
    while numbers[-1] == "0" and len(numbers) > 3:
        numbers.pop()
    return "\n".join(
        [
            f"def {name}(text):",
            "    # Plain digits are read directly; strptime answers for everything else, and raises its own errors.",
            f"    if type(text) is str and len(text) == {form.length} and text.isascii(){tests}:",
            f"        {', '.join(names)} = {', '.join(slices)}",
            f"        if {'(' + ' + '.join(names) + ')' if len(names) > 1 else names[0]}.isdigit():",
            "            try:",
            f"                return {made}({', '.join(numbers)})",
            "            except ValueError:",
            "                pass",
            f"    return {made}.strptime(text, {written})",
        ]
    )


def _quoted(mark: str) -> str:
    return "'\"'" if mark == '"' else '"\\\\"' if mark == "\\" else f'"{mark}"'


RULES = (Rule(FIXED_DATE, fixed_date),)
