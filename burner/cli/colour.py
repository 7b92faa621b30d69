"""Decides which stream gets colour and which may be redrawn. What is printed never depends on it."""

from __future__ import annotations

import os
import re
from typing import IO

_CONTROL = re.compile(r"(?P<colour>\x1b\[[0-9;]*m)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n|\Z)")
RESET = "\x1b[0m"
CODES = {
    "bold": "\x1b[1m",
    "dim": "\x1b[2m",
    "red": "\x1b[31m",
    "green": "\x1b[32m",
    "yellow": "\x1b[33m",
    "cyan": "\x1b[36m",
}


def coloured(stream: IO[str]) -> bool:
    """Whether to colour: NO_COLOR beats FORCE_COLOR beats TERM=dumb beats what the stream is."""
    if "NO_COLOR" in os.environ:
        return False
    if os.environ.get("FORCE_COLOR", "0") != "0":
        return True
    return os.environ.get("TERM") != "dumb" and stream.isatty()


def redrawable(stream: IO[str]) -> bool:
    """Whether a live display may move the cursor there."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def paint(text: str, *styles: str) -> str:
    """Return the text with ANSI codes around it."""
    return "".join(CODES[style] for style in styles) + text + RESET if styles and text else text


def harmless(text: str) -> str:
    """Return the text with all control characters spelled out but newlines, tabs and colours: it may quote the user's code."""
    return _CONTROL.sub(lambda found: found["colour"] or f"\\x{ord(found[0]):02x}", text)
