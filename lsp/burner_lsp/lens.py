"""Code lenses over functions that were measured; each has a code action that does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from burner_lsp.functions import functions_of
from burner_lsp.text import Lines

if TYPE_CHECKING:
    from burner_lsp.server import BurnerServer


def register(server: BurnerServer) -> None:
    """Answer which lenses there are."""

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        uri = params.text_document.uri
        path, text = server.path_of(uri), server.text_of(uri)
        if path is None or text is None or not server.options.lens:
            return []
        lines = Lines(text, server.encoding)
        spans = functions_of(text)
        found = []
        for name, measured in server.known.of(path, text).items():
            line = spans[name].def_line
            if measured.ratio is not None:
                title, command = f"{measured.ratio:.3g}x faster version found: apply", "burner.applyBest"
            else:
                title, command = f"{measured.words}: optimize", "burner.optimize"
            found.append(
                types.CodeLens(lines.range(line, 0, line, 0), types.Command(title, command, arguments=[uri, name]))
            )
        return found
