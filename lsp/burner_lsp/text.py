"""Places in a document: lines from 1 and columns in code points on burner's side, the editor's units on the other."""

from __future__ import annotations

import io
import re
import tokenize
from collections import Counter

from lsprotocol import types

_BREAK = re.compile(r"\r\n|\n|\r")


class Lines:
    """The lines of a text, and the positions in it as one editor counts them."""

    def __init__(self, text: str, encoding: str) -> None:
        self.lines = _BREAK.split(text)
        self.encoding = encoding

    def position(self, line: int, column: int) -> types.Position:
        """Return the editor's position of a line (from 1) and a column (from 0, in code points)."""
        row = self.lines[line - 1] if line <= len(self.lines) else ""
        return types.Position(line - 1, self._width(row[:column]))

    def range(self, line: int, column: int, end_line: int, end_column: int) -> types.Range:
        """Return the editor's range of two places."""
        return types.Range(self.position(line, column), self.position(end_line, end_column))

    def end_of(self, line: int) -> types.Position:
        """Return where a line (from 1) ends."""
        return self.position(line, len(self.lines[line - 1]))

    def _width(self, text: str) -> int:
        if text.isascii() or self.encoding == types.PositionEncodingKind.Utf32:
            return len(text)
        if self.encoding == types.PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(text: str) -> str:
    """Return a text with plain newlines."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def newline_of(text: str) -> str:
    """Return the line ending that a text has most of."""
    found = Counter(_BREAK.findall(text))
    return max(found, key=lambda ending: found[ending]) if found else "\n"


def encoded(text: str) -> bytes:
    """Return a module's text as the bytes that its coding cookie stands for; UTF-8 where that is impossible."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        return text.encode(tokenize.detect_encoding(io.BytesIO(data).readline)[0])
    except (SyntaxError, LookupError, UnicodeEncodeError):
        return data
