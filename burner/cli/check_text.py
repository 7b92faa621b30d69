"""What people read of a check: the place, the line with a mark under it, what it costs, and what to type."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from burner.check.finding import Finding
from burner.check.reported import RULES
from burner.check.settings import OWN
from burner.cli.stdout import Line
from burner.errors import BurnerError


def finding_lines(findings: Sequence[Finding]) -> Iterator[Line]:
    """Yield the lines of all findings, an empty one after each."""
    for item in findings:
        name = RULES[item.rule].name if item.rule in RULES else OWN[item.rule]
        yield (f"{item.path}:{item.line}:{item.column + 1}: {item.rule} {name}", "bold")
        yield from _source(item)
        if item.command:
            yield (f"  cost     {item.cost}",)
            yield (f"  rewrite  {item.message}",)
            yield (f"  prove    {item.command}", "dim")
        else:
            yield (f"  {item.message}: {item.cost}",)
        yield ("",)


def _source(item: Finding) -> Iterator[Line]:
    texts = _lines_of(item.path)
    if item.line > len(texts):
        return
    text = texts[item.line - 1]
    end = item.end_column if item.end_line == item.line else len(text)
    shown = text.expandtabs(4)
    before = len(text[: item.column].expandtabs(4))
    width = max(1, _width(shown[before : len(text[:end].expandtabs(4))]))
    yield (f"  {item.line:>5} | {shown}",)
    yield (f"  {'':>5} | {' ' * _width(shown[:before])}{'^' * width}", "yellow")


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


@lru_cache(maxsize=8)
def _lines_of(path: str) -> Sequence[str]:
    from burner.target.source import read_source

    try:
        return read_source(Path(path)).text.split("\n")
    except BurnerError:  # it changed since it was looked at
        return ()
