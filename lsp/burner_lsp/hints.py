"""Inlay hints: the share of time behind the lines of functions that were measured. Off unless asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from burner_lsp.functions import functions_of
from burner_lsp.text import Lines

if TYPE_CHECKING:
    from burner_lsp.server import BurnerServer

SMALLEST_SHARE = 0.01


def register(server: BurnerServer) -> None:
    """Answer which hints there are."""

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        uri = params.text_document.uri
        path, text = server.path_of(uri), server.text_of(uri)
        if path is None or text is None or not server.options.inlay_hints:
            return []
        lines = Lines(text, server.encoding)
        spans = functions_of(text)
        wanted = range(params.range.start.line + 1, params.range.end.line + 2)
        return [
            types.InlayHint(lines.end_of(number), f"{share:.0%}, {hits:,} times", padding_left=True)
            for name, measured in server.known.of(path, text).items()
            for number, hits, share in measured.lines_at(spans[name])
            if share >= SMALLEST_SHARE and number in wanted
        ]
