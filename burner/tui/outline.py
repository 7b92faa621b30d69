"""Which functions a file has, found by a look at its lines: a project of thousands of files is listed in a moment.

Parsing would be exact and a hundred times slower; what is run is parsed by the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from burner.check.files import found
from burner.errors import UsageError

_LINE = re.compile(
    r"""[rbuRBU]{0,2}(?:\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3})"""
    r"""|^(?P<indent>[ \t]*)(?:async[ \t]+)?(?P<kind>def|class)[ \t]+(?P<name>\w+)"""
    r"""|^(?P<top>[A-Za-z@])""",
    re.MULTILINE | re.DOTALL,
)
_WORD = re.compile(r"[A-Za-z_]\w{2,}")
MOST_BYTES = 2_000_000
"""A file that is larger was written by a program."""


@dataclass(frozen=True)
class Outline:
    """The functions of a file with the lines of their `def`, or, for a test file, the names it mentions."""

    path: Path
    functions: tuple[tuple[str, int], ...] = ()
    mentions: frozenset[str] = frozenset()


def place_of(where: str) -> tuple[Path, str]:
    """Return the folder or file that PATH or TARGET names, and the target, if it is one; raises UsageError."""
    file, separator, _ = where.partition("::")
    path = Path(file).expanduser().absolute()
    if not path.exists():
        raise UsageError(f"there is no file or folder {file}", "name a folder, a Python file, or file.py::function")
    if not separator:
        files_of(path) if path.is_file() else None
        return path, ""
    from burner.target import parse_address, project_root  # a project's first screen needs none of that room

    address = parse_address(where)
    return project_root(path), f"{path}::{address.qualname}"


def files_of(place: Path) -> list[Path]:
    """Return the Python files of a folder, or the file itself; raises UsageError where there is neither."""
    files, _ = found([place])
    if place.is_file() and place.suffix != ".py":
        raise UsageError(f"{place} is no Python file", "name a folder, a Python file, or file.py::function")
    return files


def outlines(files: Iterable[Path]) -> Iterator[Outline]:
    """Yield what each file holds; what can't be read holds nothing."""
    for path in files:
        try:
            data = path.read_bytes()
        except OSError:
            continue
        text = data.decode("utf-8", "replace") if len(data) <= MOST_BYTES else ""
        if is_test(path):
            yield Outline(path, mentions=frozenset(_WORD.findall(text)))
        else:
            yield Outline(path, tuple(functions_of(text)))


def is_test(path: Path) -> bool:
    """Whether a file is one of tests by its name."""
    return path.name.startswith("test_") or path.stem.endswith("_test") or path.name == "conftest.py"


def functions_of(text: str) -> Iterator[tuple[str, int]]:
    """Yield the qualified names of functions and methods with the lines of their `def`; nested ones are left out."""
    owners: list[tuple[int, str]] = []
    line, at = 1, 0
    for match in _LINE.finditer(text):
        kind = match["kind"]
        if match["top"]:
            owners.clear()
        if kind is None:
            continue
        line += text.count("\n", at, match.start())
        at = match.start()
        indent = len(match["indent"].expandtabs())
        while owners and owners[-1][0] >= indent:
            owners.pop()
        inside_function = any(name == "" for _, name in owners)
        if kind == "class":
            owners.append((indent, match["name"]))
        else:
            if not inside_function:
                yield ".".join([*(name for _, name in owners), match["name"]]), line
            owners.append((indent, ""))
