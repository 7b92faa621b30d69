"""Keyword-in-context listing for a corpus file."""

import re
from typing import NamedTuple


class Hit(NamedTuple):
    line: int
    column: int
    left: str
    word: str
    right: str


def concordance(text: str, term: str, width: int = 30) -> list[Hit]:
    """All whole-word hits of term (case is ignored) with their context."""
    if not term.strip():
        raise ValueError("empty search term")
    pattern = re.compile(r"\b" + re.escape(term) + r"\b", re.IGNORECASE)
    hits = []
    line, counted = 1, 0
    for match in pattern.finditer(text):
        start, end = match.span()
        line += text.count("\n", counted, start)
        counted = start
        column = start - text.rfind("\n", 0, start)
        left = text[max(0, start - width):start].replace("\n", " ")
        right = text[end:end + width].replace("\n", " ")
        hits.append(Hit(line, column, left.rjust(width), match.group(), right.rstrip()))
    return hits
