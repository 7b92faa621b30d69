"""Findings as diagnostics: pushed, or pulled where the editor does that; never both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from burner_lsp.analysis import digest_of
from burner_lsp.text import Lines

if TYPE_CHECKING:
    from burner.check.finding import Finding
    from burner_lsp.server import BurnerServer

SOURCE = "burner"


def register_pull(server: BurnerServer) -> None:
    """Answer the editor when it asks for diagnostics."""
    options = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier=SOURCE)

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def pulled(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        found = await diagnostics_of(server, params.text_document.uri)
        name = digest_of(repr(found))
        if name == params.previous_result_id:
            return types.RelatedUnchangedDocumentDiagnosticReport(name)
        return types.RelatedFullDocumentDiagnosticReport(found, result_id=name)


async def diagnostics_of(server: BurnerServer, uri: str) -> list[types.Diagnostic]:
    """Return the diagnostics of a document as it is now."""
    path, text = server.path_of(uri), server.text_of(uri)
    if path is None or text is None or not server.options.diagnostics:
        return []
    findings = await server.analysis.findings(uri, path, text)
    lines = Lines(text, server.encoding)
    return [diagnostic(server, finding, lines) for finding in findings]


def diagnostic(server: BurnerServer, finding: Finding, lines: Lines) -> types.Diagnostic:
    """Return a finding as a diagnostic."""
    cost = f" ({finding.cost})" if finding.cost else ""
    link = server.shown.page(finding.rule) if server.client.rule_links else None
    return types.Diagnostic(
        range=lines.range(finding.line, finding.column, finding.end_line, finding.end_column),
        message=f"{finding.message}{cost}",
        severity=types.DiagnosticSeverity.Warning,
        code=finding.rule,
        code_description=None if link is None else types.CodeDescription(link),
        source=SOURCE,
        data={"rule": finding.rule, "qualname": finding.qualname, "body_hash": finding.body_hash},
    )
