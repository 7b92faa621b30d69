"""Pushes diagnostics to editors that don't ask for them: soon after a change, and one text at a time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from lsprotocol import types

from burner_lsp.diagnostics import diagnostics_of

if TYPE_CHECKING:
    from burner_lsp.server import BurnerServer

DEBOUNCE_S = 0.01
"""How long a change waits for those that follow at once; those that come while a text is looked at wait for that."""

SETTLE_S = 0.7
"""How long nobody must have typed until functions that did not change are looked at again, since others did."""


class Publisher:
    """The diagnostics of one server's open documents."""

    def __init__(self, server: BurnerServer) -> None:
        self._server = server
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._stale: set[str] = set()
        self._settling: dict[str, asyncio.Task[None]] = {}

    def soon(self, uri: str, delay_s: float = 0.0) -> None:
        """Publish the diagnostics of a document after a while; of several calls the first one's delay counts."""
        self._settle_later(uri)
        if self._server.client.pull_diagnostics:
            return
        self._stale.add(uri)
        if uri not in self._tasks:
            task = self._tasks[uri] = asyncio.ensure_future(self._publish(uri, delay_s))
            task.add_done_callback(lambda _: self._tasks.pop(uri, None))

    def withdraw(self, uri: str) -> None:
        """Take the diagnostics of a closed document away."""
        self._stale.discard(uri)
        if uri in self._settling:
            self._settling.pop(uri).cancel()
        if not self._server.client.pull_diagnostics:
            self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def all_again(self) -> None:
        """Publish those of all documents, or tell the editor to ask again: the settings changed."""
        if self._server.client.diagnostics_refresh:
            self._server.workspace_diagnostic_refresh(None)
        for uri in self._server.workspace.text_documents:
            self.soon(uri)

    def _settle_later(self, uri: str) -> None:
        if uri in self._settling:
            self._settling.pop(uri).cancel()
        self._settling[uri] = asyncio.ensure_future(self._settle(uri))

    async def _settle(self, uri: str) -> None:
        """Look at the whole text once nobody has typed for a while, and show what that changes."""
        await asyncio.sleep(SETTLE_S)
        path, text = self._server.path_of(uri), self._server.text_of(uri)
        if path is None or text is None or not await self._server.analysis.settle(uri, path, text):
            return
        if not self._server.client.pull_diagnostics:
            self.soon(uri)
        elif self._server.client.diagnostics_refresh:
            self._server.workspace_diagnostic_refresh(None)

    async def _publish(self, uri: str, delay_s: float) -> None:
        await asyncio.sleep(delay_s)
        while uri in self._stale:
            self._stale.discard(uri)
            version = self._server.document(uri).version
            found = await diagnostics_of(self._server, uri)
            if uri in self._server.workspace.text_documents:
                self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))
