"""Edits of documents: what makes one text of another, in the form that the editor knows."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from lsprotocol import types

from burner_lsp.text import Lines, newline_of, plain

if TYPE_CHECKING:
    from burner_lsp.server import BurnerServer

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def change(
    server: BurnerServer, uri: str, edits: list[types.TextEdit], preview: str | None = None
) -> types.WorkspaceEdit:
    """Return an edit of one document, of its version now where the editor has versions.

    With a label for the preview, the editor asks before it is made.
    """
    if not server.client.document_changes:
        return types.WorkspaceEdit(changes={uri: edits})
    document = types.OptionalVersionedTextDocumentIdentifier(uri, server.document(uri).version)
    if preview is None or not server.client.annotations:
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [*edits])])
    marked = [types.AnnotatedTextEdit("burner", edit.range, edit.new_text) for edit in edits]
    return types.WorkspaceEdit(
        document_changes=[types.TextDocumentEdit(document, [*marked])],
        change_annotations={"burner": types.ChangeAnnotation(preview, needs_confirmation=True)},
    )


def edits_between(old: str, new: str, encoding: str) -> list[types.TextEdit]:
    """Return the one edit of whole lines that makes a text of another, with the line endings of the old one."""
    before, after = (_LINE.findall(plain(text)) for text in (old, new))
    first = _alike(before, after)
    last = _alike(before[first:][::-1], after[first:][::-1])
    if first == len(before) == len(after):
        return []
    lines = Lines(old, encoding)
    end = len(before) - last
    stop = lines.position(end + 1, 0) if end < len(lines.lines) else lines.end_of(len(lines.lines))
    text = "".join(after[first : len(after) - last]).replace("\n", newline_of(old))
    return [types.TextEdit(types.Range(lines.position(first + 1, 0), stop), text)]


def _alike(one: list[str], other: list[str]) -> int:
    """Return how many lines are the same at the beginning of both."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
