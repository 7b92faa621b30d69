"""A stdin program as a target: a module whose main part is the body of one function, which can be spliced like any other.

The main part is what comes after the last import, function or class at the top of the file. What is written in the end
is the program again, not this module.
"""

from __future__ import annotations

import ast
from dataclasses import replace

from burner.errors import TargetError, UsageError
from burner.target.address import Address
from burner.target.layout import indent_of, indent_unit, string_lines
from burner.target.resolve import Target, resolve
from burner.target.source import BOM, parse, read_source

_NAMES = ("main_part", "main_program", "whole_program")
_DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def resolve_program(address: Address, source: bytes | None = None) -> Target:
    """The target of a whole program; raises UsageError where a function was named, TargetError where nothing runs."""
    if address.qualname:
        raise UsageError(
            f"--cases are for whole programs, {address} is a function",
            f"burner optimize {address.file} --cases ..., or leave --cases out",
        )
    program = read_source(address.file, source)
    if all(isinstance(node, _DEFINITIONS) for node in parse(program.text).body):
        raise TargetError(
            f"{address.file} only imports and defines: run as a program, it does nothing",
            f"call its main function at its end, or name a function: {address.file}::function",
        )
    name = next(name for name in _NAMES if name not in program.text)
    text = wrap(program.text, name)
    data = text.replace("\n", program.newline).encode(program.encoding)
    module = replace(program, data=data, text=text, bom=False)
    found = resolve(Address(module.path, name), data)
    return replace(found, source_file=module, program=program)


def wrap(text: str, name: str) -> str:
    """The module of a program's text."""
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    head = main_line(text) - 1
    unit = indent_unit(text)
    inside = string_lines(text)
    tail = [
        line if number in inside or not line.strip() else unit + line for number, line in enumerate(lines[head:], head)
    ]
    return "\n".join([*lines[:head], f"def {name}():", *(tail or [f"{unit}pass"])]) + "\n"


def unwrap(text: str, name: str) -> str:
    """The program of a module's text: the other lines first, then the body of its function `name`, not indented.

    Raises SyntaxError where that function is gone.
    """
    node = next((node for node in parse(text).body if isinstance(node, ast.FunctionDef) and node.name == name), None)
    if node is None:
        raise SyntaxError(f"{name} is gone")
    lines = text.split("\n")
    last = node.end_lineno or len(lines)
    inside = string_lines(text)
    indent = indent_of(lines[node.body[0].lineno - 1])
    main = [lines[at] if at in inside else lines[at].removeprefix(indent) for at in range(node.lineno, last)]
    after = "\n".join(lines[last:]).strip("\n")
    return "\n".join([*lines[: node.lineno - 1], *([after, "", ""] if after else []), *main]) + "\n"


def main_line(text: str) -> int:
    """The first line (from 1) of a program's main part."""
    body = parse(text).body
    alone = (at for at, node in enumerate(body) if isinstance(node, _DEFINITIONS) and _ends_its_line(body, at))
    last = max(alone, default=-1)
    if last < 0:
        docstring = bool(body) and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
        return (body[0].end_lineno or 1) + 1 if docstring and len(body) > 1 else 1
    return (body[last].end_lineno or 1) + 1


def _ends_its_line(body: list[ast.stmt], at: int) -> bool:
    return at + 1 == len(body) or body[at + 1].lineno > (body[at].end_lineno or 0)


def program_bytes(target: Target, text: str) -> bytes:
    """The program's bytes for a module's text: what is written to the user's file."""
    program = target.program
    if program is None:
        raise TypeError(f"{target.qualname} is no program")
    made = unwrap(text, target.qualname)
    if not program.text.endswith("\n"):
        made = made.removesuffix("\n")
    return (BOM if program.bom else b"") + made.replace("\n", program.newline).encode(program.encoding)


def module_line(target: Target, line: int) -> int:
    """The line of the module for a line of the program."""
    program = target.program
    return line if program is None or line < main_line(program.text) else line + 1
