"""Hover on a function: what its last run measured. Hover on a finding: the page of its rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from burner_lsp.functions import function_at
from burner_lsp.text import plain

if TYPE_CHECKING:
    from burner_lsp.found import Measured
    from burner_lsp.server import BurnerServer

SHOWN_LINES = 5


def register(server: BurnerServer) -> None:
    """Answer hovers."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        from burner.check.pages import page_of

        uri, line = params.text_document.uri, params.position.line + 1
        path, text = server.path_of(uri), server.text_of(uri)
        if path is None or text is None:
            return None
        parts = []
        span = function_at(text, line)
        if span is not None and line <= span.def_line:
            measured = server.known.of(path, text).get(span.qualname)
            parts += [] if measured is None else _measured(measured, measured.lines_at(span), plain(text).split("\n"))
        findings = await server.analysis.findings(uri, path, text)
        rules = dict.fromkeys(found.rule for found in findings if found.line <= line <= found.end_line)
        parts += [page for page in map(page_of, rules) if page]
        if not parts:
            return None
        kind = types.MarkupKind.Markdown if server.client.markdown else types.MarkupKind.PlainText
        return types.Hover(types.MarkupContent(kind, "\n\n".join(parts)))


def _measured(found: Measured, hottest: list[tuple[int, int, float]], lines: list[str]) -> list[str]:
    parts = [f"**{found.qualname}**: {found.words}"]
    if found.ratio is not None:
        parts.append(f"A {found.ratio:.3g}x faster version was found (run `{found.run}`).")
    rows = [
        f"| {number} | {share:.0%} | {hits:,} | `{lines[number - 1].strip()[:60]}` |"
        for number, hits, share in hottest[:SHOWN_LINES]
    ]
    if rows:
        parts.append("\n".join(["| line | share | times | code |", "|---|---|---|---|", *rows]))
    return parts
