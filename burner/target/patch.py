"""Applies burner's own unified diff to the bytes it was made from. Strict: nothing is searched for or fuzzy."""

from __future__ import annotations

import re

from burner.errors import TargetError
from burner.target.source import BOM, SourceFile

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@")
_NO_NEWLINE = "\\ No newline at end of file\n"


def patched(source: SourceFile, diff: str) -> bytes:
    """Return the bytes of the file after the diff; raises TargetError where the diff was made from another text."""
    old_mac = source.newline == "\r"
    text = source.data.removeprefix(BOM).decode(source.encoding)
    old = _split(text.replace("\r", "\n") if old_mac else text)
    new: list[str] = []
    at = 0
    for start, count, body in _hunks(diff):
        first = start - 1 if count else start
        new += old[at:first]
        before = [line[1:] for line in body if line[0] in " -"]
        at = first + len(before)
        if old[first:at] != before:
            raise TargetError(
                f"{source.path} is not the file that the diff was made from",
                "run burner again on the file as it is now",
            )
        new += [line[1:] for line in body if line[0] in " +"]
    joined = "".join(new + old[at:])
    data = (joined.replace("\n", "\r") if old_mac else joined).encode(source.encoding)
    return (BOM if source.bom else b"") + data


def _hunks(diff: str) -> list[tuple[int, int, list[str]]]:
    hunks: list[tuple[int, int, list[str]]] = []
    for line in _split(diff):
        header = _HUNK.match(line)
        if header:
            hunks.append((int(header[1]), int(header[2] or 1), []))
        elif hunks and line == _NO_NEWLINE:
            hunks[-1][2][-1] = hunks[-1][2][-1].removesuffix("\n")
        elif hunks:
            hunks[-1][2].append(line)
    return hunks


def _split(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)
