"""The cases of a stdin program: inputs with the outputs that are expected, and inputs like them.

A folder of `NAME.in` with `NAME.out` (or `.ans`), or a file of JSON lines {"input": ..., "output": ...}. New inputs keep
the shape of given ones: only numbers and words of longer lines change their places or values, so that counts and
formats stay what the program expects. Runs nothing.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from burner.errors import UsageError

OUTPUTS = (".out", ".ans", ".expected")
_FORMS = 'a folder of NAME.in and NAME.out, or a file of JSON lines {"input": "...", "output": "..."}'
_WHOLE = re.compile(r"-?\d+")
PLAIN_CHARS = 20_000
"""Longer inputs are not what new ones are made from, where there are shorter ones."""
_FEWEST = 3
"""Lines of fewer numbers are left as they are: they often say how many lines or numbers follow."""


@dataclass(frozen=True)
class ProgramCase:
    """One input; `output` is None where none is given."""

    name: str
    stdin: str
    output: str | None


def read_cases(place: Path) -> list[ProgramCase]:
    """The cases in a folder or a file, in the order of their names or lines; raises UsageError where there are none."""
    found = _folder(place) if place.is_dir() else _lines(place)
    if not found:
        raise UsageError(f"{place} holds no cases", f"--cases takes {_FORMS}")
    return found


def _folder(folder: Path) -> list[ProgramCase]:
    cases = []
    for path in sorted(folder.glob("*.in")):
        answer = next((path.with_suffix(end) for end in OUTPUTS if path.with_suffix(end).is_file()), None)
        cases.append(ProgramCase(path.stem, _read(path), None if answer is None else _read(answer)))
    return cases


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text", "cases are text; save it as UTF-8") from error


def _lines(path: Path) -> list[ProgramCase]:
    cases = []
    for number, line in enumerate(_read(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row: Any = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"{path}:{number} is no JSON: {error.msg}", f"--cases takes {_FORMS}") from error
        if not isinstance(row, dict) or not isinstance(row.get("input"), str):
            raise UsageError(f'{path}:{number} has no "input" text', f"--cases takes {_FORMS}")
        output = row.get("output")
        if output is not None and not isinstance(output, str):
            raise UsageError(f'{path}:{number}: "output" is no text', f"--cases takes {_FORMS}")
        cases.append(ProgramCase(f"line {number}", row["input"], output))
    return cases


def call_of(stdin: str) -> Any:
    """The call tree of a program for an input."""
    return ["t", [["t", [stdin]], ["d", []]]]


def stdin_of(call: Any) -> str:
    """The input of a program's call tree."""
    return str(call[1][0][1][0])


def similar(inputs: Sequence[str], seed: int, count: int) -> list[str]:
    """New inputs of the shape of given ones, without repeats; fewer where nothing can change."""
    chance = random.Random(seed)
    known, made = set(inputs), []
    plain = [text for text in inputs if len(text) <= PLAIN_CHARS] or [min(inputs, key=len)]
    for _ in range(4 * count):
        new = "\n".join(_changed(line, chance) for line in chance.choice(plain).split("\n"))
        if new not in known:
            known.add(new)
            made.append(new)
        if len(made) == count:
            break
    return made


def _changed(line: str, chance: random.Random) -> str:
    words = line.split()
    if len(words) >= _FEWEST and all(_WHOLE.fullmatch(word) for word in words):
        numbers = [int(word) for word in words]
        way = chance.randrange(4)
        if way == 0:
            chance.shuffle(numbers)
        elif way == 1:
            numbers = [chance.choice(numbers) for _ in numbers]
        elif way == 2:
            numbers = [chance.randint(min(numbers), max(numbers)) for _ in numbers]
        else:
            numbers.sort(reverse=chance.random() < 0.5)
        return " ".join(map(str, numbers))
    if len(words) == 1 and len(line) >= _FEWEST and line.isalpha():
        letters = list(line)
        if chance.random() < 0.5:
            chance.shuffle(letters)
            return "".join(letters)
        return "".join(chance.choice(letters) for _ in letters)
    return line
