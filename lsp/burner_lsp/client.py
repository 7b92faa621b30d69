"""What the editor can do, resolved once from what it said of itself."""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types


@dataclass(frozen=True)
class Client:
    """Each field is something the editor understands."""

    pull_diagnostics: bool = False
    rule_links: bool = False
    document_changes: bool = False
    annotations: bool = False
    resolve_edit: bool = False
    progress: bool = False
    apply_edit: bool = False
    configuration: bool = False
    watched_files: bool = False
    diagnostics_refresh: bool = False
    lens_refresh: bool = False
    hints_refresh: bool = False
    show_document: bool = False
    markdown: bool = False


def client_of(capabilities: types.ClientCapabilities) -> Client:
    """Return what a client's capabilities say."""
    text = capabilities.text_document or types.TextDocumentClientCapabilities()
    workspace = capabilities.workspace or types.WorkspaceClientCapabilities()
    window = capabilities.window or types.WindowClientCapabilities()
    edits = workspace.workspace_edit or types.WorkspaceEditClientCapabilities()
    watched = workspace.did_change_watched_files
    resolves = text.code_action.resolve_support if text.code_action else None
    formats = (text.hover.content_format if text.hover else None) or ()
    return Client(
        pull_diagnostics=text.diagnostic is not None,
        rule_links=bool(
            (text.publish_diagnostics and text.publish_diagnostics.code_description_support)
            or (text.diagnostic and text.diagnostic.code_description_support)
        ),
        document_changes=bool(edits.document_changes),
        annotations=edits.change_annotation_support is not None,
        resolve_edit=resolves is not None and "edit" in resolves.properties,
        progress=bool(window.work_done_progress),
        apply_edit=bool(workspace.apply_edit),
        configuration=bool(workspace.configuration),
        watched_files=bool(watched and watched.dynamic_registration),
        diagnostics_refresh=bool(workspace.diagnostics and workspace.diagnostics.refresh_support),
        lens_refresh=bool(workspace.code_lens and workspace.code_lens.refresh_support),
        hints_refresh=bool(workspace.inlay_hint and workspace.inlay_hint.refresh_support),
        show_document=bool(window.show_document and window.show_document.support),
        markdown=types.MarkupKind.Markdown in formats,
    )
