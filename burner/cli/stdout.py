"""The only writer of stdout: the result and nothing else, the same text on a terminal and in a pipe but for colour."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from burner.cli.colour import coloured, harmless, paint

Line = tuple[str, ...]
"""A text and the styles it is printed in where there is colour."""


def write(text: str) -> None:
    """Write a text as it is, and at once; raises BrokenPipeError where nobody reads any more."""
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        sys.stdout.write(text.encode(sys.stdout.encoding, "backslashreplace").decode(sys.stdout.encoding))
    sys.stdout.flush()


def document(value: Any) -> None:
    """Write one JSON document, readable."""
    write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def lines(texts: Sequence[Line]) -> None:
    """Write lines, each in its styles."""
    in_colour = coloured(sys.stdout)
    write("".join(harmless(paint(line[0], *line[1:]) if in_colour else line[0]) + "\n" for line in texts))


def diff(text: str) -> None:
    """Write a unified diff, its Python highlighted where there is colour."""
    if text and coloured(sys.stdout):
        from burner.cli.diff_text import highlighted

        text = highlighted(text)
    write(text)


def abandon() -> None:
    """Stop writing to a pipe that nobody reads, so that the interpreter's last flush is quiet too."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)
