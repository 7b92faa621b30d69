"""Documents that the server made and shows: diffs, reports, the pages of rules. They go when it goes."""

from __future__ import annotations

import tempfile
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from burner import scratch

if TYPE_CHECKING:
    from burner_lsp.server import BurnerServer


class Shown:
    """The documents of one server, in a folder of its own that is made when the first one is."""

    def __init__(self, server: BurnerServer) -> None:
        self._server = server

    @cached_property
    def _folder(self) -> tempfile.TemporaryDirectory[str]:
        return scratch.directory()

    def close(self) -> None:
        """Remove the documents."""
        if "_folder" in vars(self):
            self._folder.cleanup()

    async def show(self, name: str, text: str) -> None:
        """Open a text beside the others, or show it as a message where the editor can't open documents."""
        if not self._server.client.show_document:
            self._server.say(types.MessageType.Info, text)
            return
        uri = self._written(name, text)
        await self._server.window_show_document_async(types.ShowDocumentParams(uri, take_focus=True))

    def page(self, rule: str) -> str | None:
        """Return the address of a rule's page; None for what is no rule of the catalogue."""
        from burner.check.pages import page_of

        path = Path(self._folder.name) / f"{rule}.md"
        if path.exists():
            return path.as_uri()
        text = page_of(rule)
        return self._written(path.name, text) if text else None

    def _written(self, name: str, text: str) -> str:
        path = Path(self._folder.name) / name
        path.write_text(text, encoding="utf-8")
        return path.as_uri()
