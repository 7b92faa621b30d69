"""Decides which stream gets colour and which may be redrawn. What is printed never depends on it."""

from __future__ import annotations

import os
from typing import IO

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
