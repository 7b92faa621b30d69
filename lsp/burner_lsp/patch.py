"""Applies the diff of an earlier run to a text that has changed elsewhere since then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from burner_lsp.text import plain

_NO_NEWLINE = "\\ No newline at end of file"


def patched(text: str, diff: str) -> str | None:
    """Return a text (with plain newlines) after a diff; None where a part of it does not fit in exactly one place."""
    whole = f"\n{text}"
    for lines in _hunks(plain(diff)):
        places = [pair for pair in (_sides(lines), _sides(_without_context(lines))) if whole.count(pair[0]) == 1]
        if not places:
            return None
        whole = whole.replace(*places[0])
    return whole[1:]


def _hunks(diff: str) -> Iterator[list[str]]:
    for hunk in re.split(r"^@@ .*\n", diff, flags=re.MULTILINE)[1:]:
        yield [line for line in hunk.split("\n") if line and not line.startswith(_NO_NEWLINE)]


def _sides(lines: list[str]) -> tuple[str, str]:
    """Return the lines before and after, each with the newline before it."""
    before = "".join(f"\n{line[1:]}" for line in lines if line[0] in " -")
    after = "".join(f"\n{line[1:]}" for line in lines if line[0] in " +")
    return before, after


def _without_context(lines: list[str]) -> list[str]:
    def context(some: list[str]) -> int:
        return sum(1 for _ in takewhile(lambda line: line[0] == " ", some))

    return lines[context(lines) : len(lines) - context(lines[::-1])]
