"""The server: its state, and the modules that answer each request.

An editor waits until it is there, so that what the first request does not need is imported by the function that does.
"""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from burner import __version__
from burner_lsp import actions, commands, documents, hints, hover, lens, session
from burner_lsp.analysis import Analysis
from burner_lsp.client import Client
from burner_lsp.options import Options
from burner_lsp.publishing import Publisher
from burner_lsp.shown import Shown

if TYPE_CHECKING:
    from burner_lsp.found import Known
    from burner_lsp.runs import Runs


class BurnerServer(LanguageServer):
    """One editor's server."""

    def __init__(self) -> None:
        super().__init__("burner", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Incremental)
        self.client = Client()
        self.options = Options()
        self.analysis = Analysis(lambda fault: self.say(types.MessageType.Warning, fault))
        self.publisher = Publisher(self)
        self.shown = Shown(self)

    @cached_property
    def known(self) -> Known:
        """What earlier runs measured."""
        from burner_lsp.found import Known

        return Known()

    @cached_property
    def runs(self) -> Runs:
        """The runs that are going on."""
        from burner_lsp.runs import Runs

        return Runs(self)

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ARG002  # pygls's signature
        """Write a fault of ours to the log; people see one plain line there, never a pop-up."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, f"burner: {error!r}"))
        sys.stderr.write(f"burner lsp: {error!r}\n")

    @property
    def encoding(self) -> str:
        """The position encoding agreed on."""
        return str(self.workspace.position_encoding or types.PositionEncodingKind.Utf16.value)

    def path_of(self, uri: str) -> Path | None:
        """Return the file of a document; None for what is no Python file on this machine."""
        path = to_fs_path(uri)
        return Path(path) if path and path.endswith(".py") else None

    def document(self, uri: str) -> TextDocument:
        """Return a document as it is in the editor, or on the disk where it is not open."""
        return self.workspace.get_text_document(uri)

    def text_of(self, uri: str) -> str | None:
        """Return the text of a document; None where it is neither open nor on the disk."""
        try:
            return self.document(uri).source
        except (OSError, UnicodeDecodeError):
            return None

    def folder_of(self, path: Path) -> Path:
        """Return the workspace folder that a file lies in; outside of all of them, its own folder."""
        folders = (to_fs_path(uri) for uri in self.workspace.folders)
        holding = [Path(folder) for folder in folders if folder and path.is_relative_to(folder)]
        return max(holding, key=lambda folder: len(folder.parts), default=path.parent)

    def settings_changed(self) -> None:
        """Look at all documents again."""
        self.analysis.forget()
        self.publisher.all_again()

    def say(self, kind: types.MessageType, message: str) -> None:
        """Show the user a message."""
        self.window_show_message(types.ShowMessageParams(kind, f"burner: {message}"))


def create_server() -> BurnerServer:
    """Return a server that answers everything burner offers."""
    server = BurnerServer()
    for module in (session, documents, actions, hover, hints, lens, commands):
        module.register(server)
    return server
