"""The session's beginning and end, and the settings that come while it lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from burner_lsp.client import client_of
from burner_lsp.diagnostics import register_pull
from burner_lsp.documents import watch_settings
from burner_lsp.options import Options

if TYPE_CHECKING:
    from burner_lsp.server import BurnerServer


def register(server: BurnerServer) -> None:
    """Answer what a session begins and ends with."""

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.client = client_of(params.capabilities)
        options: Any = params.initialization_options
        server.options = Options().updated(options.get("settings", options) if isinstance(options, dict) else {})
        if server.client.pull_diagnostics:
            register_pull(server)

    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        server.analysis.warm_up()
        await _configure(server)
        await watch_settings(server)

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def changed(params: types.DidChangeConfigurationParams) -> None:
        server.options = server.options.updated(params.settings)
        await _configure(server)
        server.settings_changed()

    @server.feature(types.SHUTDOWN)
    async def shutdown(_: Any) -> None:
        await server.runs.close()
        server.analysis.close()


async def _configure(server: BurnerServer) -> None:
    if not server.client.configuration:
        return
    folder = next(iter(server.workspace.folders), server.workspace.root_uri)
    items = [types.ConfigurationItem(scope_uri=folder, section="burner")]
    found = await server.workspace_configuration_async(types.ConfigurationParams(items))
    server.options = server.options.updated(found[0] if found else {})
