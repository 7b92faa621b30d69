"""The edits that ignore a finding: a comment behind its line, or one for the whole file."""

from __future__ import annotations

import io
import tokenize
from typing import TYPE_CHECKING

from lsprotocol import types

from burner_lsp.text import Lines, newline_of, plain

if TYPE_CHECKING:
    from burner.check.finding import Finding


def ignore_here(text: str, finding: Finding, lines: Lines) -> types.TextEdit | None:
    """Return the edit that ignores a finding where it is; None where no comment can stand (inside a text)."""
    from burner.check.ignores import ignores

    known = next((item for item in ignores(plain(text)) if item.about == finding.line and item.rules), None)
    if known is not None:
        row = lines.lines[known.line - 1]
        return _insertion(lines, known.line, row.rindex("]", 0, known.end_column), f", {finding.rule}")
    line = _line_with_end(plain(text), finding)
    if line is None:
        return None
    return _insertion(lines, line, len(lines.lines[line - 1]), f"  # burner: ignore[{finding.rule}]")


def ignore_in_file(text: str, finding: Finding, lines: Lines) -> types.TextEdit:
    """Return the edit that ignores a rule in a file, behind an interpreter line and a coding cookie."""
    head = [row for row in lines.lines[:2] if row.startswith("#!") or (row.startswith("#") and "coding" in row)]
    return _insertion(lines, len(head) + 1, 0, f"# burner: ignore-file[{finding.rule}]{newline_of(text)}")


def _insertion(lines: Lines, line: int, column: int, text: str) -> types.TextEdit:
    return types.TextEdit(lines.range(line, column, line, column), text)


def _line_with_end(text: str, finding: Finding) -> int | None:
    """Return the finding's first line whose end is no part of a text and is not escaped."""
    ends = (tokenize.NEWLINE, tokenize.NL)
    rows = {token.start[0] for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type in ends}
    return next((line for line in range(finding.line, finding.end_line + 1) if line in rows), None)
