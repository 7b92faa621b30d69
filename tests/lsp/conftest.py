"""A real server behind a real protocol client, with the capabilities of real editors."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import pytest_asyncio
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities, make_test_lsp_client

from burner.models.store import models_dir

EDITOR = "visual-studio-code"
NOTHING = "an editor that can nothing"
SLOW = '''\
"""Words."""


def distinct(words):
    found = []
    for word in words:
        if word not in found:
            found.append(word)
    return found
'''
TESTS = """\
from words import distinct


def test_distinct():
    assert distinct(["b", "a", "b"]) == ["b", "a"]


def test_many():
    assert len(distinct([f"w{n % 97}" for n in range(300)])) == 97
"""


def make_client() -> LanguageClient:
    """A client that applies edits to its own copy of the texts."""
    client = make_test_lsp_client()
    _tell_actions_from_commands(client.protocol._converter)
    client.texts = {}
    client.edits = []
    client.answers = []

    for method in (
        types.CLIENT_REGISTER_CAPABILITY,
        types.WORKSPACE_CODE_LENS_REFRESH,
        types.WORKSPACE_INLAY_HINT_REFRESH,
    ):
        client.feature(method)(lambda _: None)

    @client.feature(types.WORKSPACE_APPLY_EDIT)
    def apply_edit(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        client.edits.append(params.edit)
        for uri, edits in edits_of(params.edit).items():
            client.texts[uri] = applied(client.texts[uri], edits)
        return types.ApplyWorkspaceEditResult(applied=True)

    @client.feature(types.WINDOW_SHOW_MESSAGE_REQUEST)
    def asked(params: types.ShowMessageRequestParams) -> types.MessageActionItem | None:
        title = client.answers.pop(0) if client.answers else None
        return next((item for item in params.actions or () if item.title == title), None)

    return client


def _tell_actions_from_commands(converter: Any) -> None:
    """Read a code action that has a command as what it is; lsprotocol takes it for a command."""

    def either(found: dict, _: object) -> types.Command | types.CodeAction:
        kind = types.Command if isinstance(found.get("command"), str) else types.CodeAction
        return converter.structure(found, kind)

    converter.register_structure_hook(types.Command | types.CodeAction, either)


def edits_of(edit: types.WorkspaceEdit) -> dict[str, list[types.TextEdit]]:
    """The edits of each document, in either form."""
    if edit.document_changes:
        return {change.text_document.uri: list(change.edits) for change in edit.document_changes}
    return {uri: list(edits) for uri, edits in (edit.changes or {}).items()}


def applied(text: str, edits: list[types.TextEdit]) -> str:
    """A text after edits; positions count UTF-16 units."""
    lines = text.split("\n")

    def offset(position: types.Position) -> int:
        row = lines[position.line] if position.line < len(lines) else ""
        column = len(row.encode("utf-16-le")[: 2 * position.character].decode("utf-16-le"))
        return sum(len(line) + 1 for line in lines[: position.line]) + column

    for edit in sorted(edits, key=lambda edit: -offset(edit.range.start)):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a slow function and its tests."""
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "words.py").write_text(SLOW)
    (tmp_path / "test_words.py").write_text(TESTS)
    return tmp_path


@pytest.fixture(scope="module", autouse=True)
def _home_of_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Servers live as long as a module's tests, so that their history does, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BURNER_MODELS", str(models_dir()))
        patch.setenv("BURNER_HOME", str(tmp_path_factory.mktemp("burner-home")))
        yield


@pytest_lsp.fixture(
    scope="module",
    config=ClientServerConfig(server_command=[sys.executable, "-m", "burner", "lsp"], client_factory=make_client),
)
async def client(lsp_client: LanguageClient, request: pytest.FixtureRequest) -> AsyncIterator[None]:
    """A session of an editor: VS Code's, or that of the parameter."""
    able = getattr(request, "param", EDITOR)
    capabilities = types.ClientCapabilities() if able == NOTHING else client_capabilities(able)
    settings = {"policy": "rules", "budget": "120s", "inlayHints": True}
    result = await lsp_client.initialize_session(
        types.InitializeParams(capabilities=capabilities, initialization_options={"settings": settings})
    )
    lsp_client.encoding = str(result.capabilities.position_encoding or "utf-16")
    yield
    await lsp_client.shutdown_session()


class Session:
    """What a user does in an editor."""

    edits_of = staticmethod(edits_of)
    applied = staticmethod(applied)

    def __init__(self, client: Any) -> None:
        self.client = client
        self._tokens_before = set(client.progress_reports)

    @property
    def progress(self) -> list[str]:
        """The lines that the progress bars showed."""
        new = [reports for token, reports in self.client.progress_reports.items() if token not in self._tokens_before]
        return [report.message or "" for reports in new for report in reports if hasattr(report, "message")]

    def open(self, path: Path, text: str | None = None) -> str:
        """Open a file, if need be with another text than it has."""
        uri = path.as_uri()
        self.client.texts[uri] = path.read_text() if text is None else text
        item = types.TextDocumentItem(uri, "python", 1, self.client.texts[uri])
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def type(self, uri: str, text: str, version: int) -> None:
        """Replace the whole text."""
        self.client.texts[uri] = text
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    @property
    def pulls(self) -> bool:
        """Whether this editor asks for diagnostics."""
        text = self.client.capabilities.text_document
        return text is not None and text.diagnostic is not None

    async def diagnostics(
        self, uri: str, wanted: Callable[[list[types.Diagnostic]], bool] = bool
    ) -> list[types.Diagnostic]:
        """The diagnostics, as this editor gets them, once they are as wanted."""
        found: list[types.Diagnostic] = []
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if self.pulls:
                params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
                found = list((await self.client.text_document_diagnostic_async(params)).items)
            elif uri in self.client.diagnostics:
                found = list(self.client.diagnostics[uri])
            if (self.pulls or uri in self.client.diagnostics) and wanted(found):
                return found
            await asyncio.sleep(0.05)
        return found

    async def actions(self, uri: str, line: int, only: list[str] | None = None) -> dict[str, types.CodeAction]:
        """The code actions on a line (from 0) by their titles."""
        place = types.Range(types.Position(line, 0), types.Position(line, 1))
        context = types.CodeActionContext([], only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), place, context)
        return {action.title: action for action in await self.client.text_document_code_action_async(params) or ()}

    async def run(self, command: str | types.Command, *arguments: Any) -> Any:
        """Run a command."""
        name, given = (command, arguments) if isinstance(command, str) else (command.command, command.arguments)
        return await self.client.workspace_execute_command_async(types.ExecuteCommandParams(name, list(given or ())))

    async def until(self, wanted: Callable[[], object], within_s: float = 180.0) -> None:
        """Wait until something is so."""
        until = time.monotonic() + within_s
        while not wanted():
            assert time.monotonic() < until, [*self.progress[-3:], *(item.message for item in self.client.messages)]
            await asyncio.sleep(0.02)

    def said(self, words: str) -> bool:
        """Whether the server showed a message with these words."""
        return any(words in message.message for message in self.client.messages)

    async def lenses(self, uri: str) -> list[types.CodeLens]:
        """The code lenses of a document."""
        params = types.CodeLensParams(types.TextDocumentIdentifier(uri))
        return list(await self.client.text_document_code_lens_async(params) or ())

    async def hover(self, uri: str, line: int) -> str:
        """What is shown about a line (from 0)."""
        place = types.Position(line, 6)
        found = await self.client.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(uri), place))
        return found.contents.value if found else ""

    async def hints(self, uri: str) -> dict[int, str]:
        """The inlay hints by line (from 0)."""
        everything = types.Range(types.Position(0, 0), types.Position(1000, 0))
        params = types.InlayHintParams(types.TextDocumentIdentifier(uri), everything)
        found = await self.client.text_document_inlay_hint_async(params)
        return {hint.position.line: str(hint.label) for hint in found or ()}

    def engines(self) -> list[psutil.Process]:
        """The processes of the server's runs."""
        found = []
        for child in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                if "optimize" in child.cmdline() and child.status() != psutil.STATUS_ZOMBIE:
                    found.append(child)
        return found


@pytest_asyncio.fixture(loop_scope="module")
async def editor(client: LanguageClient) -> AsyncIterator[Session]:
    """The user of the session, in whose window nothing was shown yet, and who cancels what still runs."""
    for shown in (client.messages, client.shown_documents, client.edits, client.answers):
        shown.clear()
    session = Session(client)
    yield session
    await session.run("burner.cancel")
    await session.until(lambda: not session.engines(), within_s=10)


@pytest.fixture
def slow() -> str:
    """The text of the project's slow module."""
    return SLOW
