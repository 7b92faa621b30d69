"""Documents that are opened, changed, saved and closed: what is known of them is looked at again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from burner_lsp.publishing import DEBOUNCE_S

if TYPE_CHECKING:
    from burner_lsp.server import BurnerServer

SETTINGS_FILE = "pyproject.toml"


def register(server: BurnerServer) -> None:
    """Follow what happens to documents."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        _forget_runs(params.text_document.uri)
        server.publisher.soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.publisher.soon(params.text_document.uri, DEBOUNCE_S)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        uri = params.text_document.uri
        _forget_runs(uri)
        if Path(uri).name == SETTINGS_FILE:
            server.settings_changed()
        else:
            server.publisher.soon(uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.analysis.forget(params.text_document.uri)
        server.publisher.withdraw(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(_: types.DidChangeWatchedFilesParams) -> None:
        server.settings_changed()

    def _forget_runs(uri: str) -> None:
        """Look into the history again: other programs run burner too."""
        path = server.path_of(uri)
        if path is not None:
            server.known.forget(path)


async def watch_settings(server: BurnerServer) -> None:
    """Ask the editor to tell when a project's settings change."""
    if not server.client.watched_files:
        return
    watched = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(f"**/{SETTINGS_FILE}")])
    registration = types.Registration("settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, watched)
    await server.client_register_capability_async(types.RegistrationParams([registration]))
