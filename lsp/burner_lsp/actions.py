"""Code actions: prove a finding and apply its cure, ignore it, optimise a function, fix all that is certain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from burner_lsp.diagnostics import diagnostic
from burner_lsp.edits import change, edits_between
from burner_lsp.functions import function_at
from burner_lsp.ignoring import ignore_here, ignore_in_file
from burner_lsp.text import Lines

if TYPE_CHECKING:
    from burner.check.finding import Finding
    from burner_lsp.server import BurnerServer

REWRITE = types.CodeActionKind.RefactorRewrite
QUICK_FIX = types.CodeActionKind.QuickFix
FIX_ALL = "source.fixAll.burner"


def register(server: BurnerServer) -> None:
    """Answer which actions there are at a place."""
    options = types.CodeActionOptions([QUICK_FIX, REWRITE, types.CodeActionKind.SourceFixAll], resolve_provider=True)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        path, text = server.path_of(uri), server.text_of(uri)
        if path is None or text is None:
            return []
        first, last = params.range.start.line + 1, params.range.end.line + 1
        findings = await server.analysis.findings(uri, path, text)
        found: list[types.CodeAction] = []
        if _wanted(params, QUICK_FIX):
            for finding in findings:
                if finding.line <= last and finding.end_line >= first:
                    found += _cures(server, uri, text, finding)
        if _wanted(params, REWRITE):
            found += _rewrites(server, uri, text, first)
        if _wanted(params, FIX_ALL) and any(finding.certain for finding in findings):
            found.append(_fix_all(server, uri))
        return found

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolved(action: types.CodeAction) -> types.CodeAction:
        data: Any = action.data
        uri = str(data.get("fix_all", "")) if isinstance(data, dict) else ""
        path, text = server.path_of(uri), server.text_of(uri)
        if path is not None and text is not None:
            new = await server.analysis.fixed(path, text)
            action.edit = change(server, uri, edits_between(text, new, server.encoding))
        return action


def _wanted(params: types.CodeActionParams, kind: str) -> bool:
    """Whether the editor asks for this kind, or for one above it, or for anything."""
    only = params.context.only
    return not only or any(kind == name or kind.startswith(f"{name}.") for name in only)


def _cures(server: BurnerServer, uri: str, text: str, finding: Finding) -> Iterator[types.CodeAction]:
    lines = Lines(text, server.encoding)
    about = [diagnostic(server, finding, lines)]
    if finding.qualname:
        title = f"{finding.rule}: prove and apply ({finding.message})"
        arguments = [uri, finding.qualname, {"policy": "rules", "apply": "always"}]
        command = types.Command(title, "burner.optimize", arguments=arguments)
        yield types.CodeAction(title, QUICK_FIX, about, is_preferred=True, command=command)
    here = ignore_here(text, finding, lines)
    if here is not None:
        yield types.CodeAction(f"{finding.rule}: ignore here", QUICK_FIX, about, edit=change(server, uri, [here]))
    whole = ignore_in_file(text, finding, lines)
    yield types.CodeAction(f"{finding.rule}: ignore in this file", QUICK_FIX, about, edit=change(server, uri, [whole]))


def _rewrites(server: BurnerServer, uri: str, text: str, line: int) -> Iterator[types.CodeAction]:
    path, span = server.path_of(uri), function_at(text, line)
    if path is None or span is None:
        return
    name = span.qualname
    measured = server.known.of(path, text).get(name)
    titles = {"burner.optimize": f"Optimize `{name}` with burner", "burner.profile": f"Profile `{name}` with burner"}
    if measured is not None and measured.ratio is not None:
        titles = {"burner.applyBest": f"Apply the {measured.ratio:.3g}x faster version of `{name}`", **titles}
    for command, title in titles.items():
        yield types.CodeAction(title, REWRITE, command=types.Command(title, command, arguments=[uri, name]))


def _fix_all(server: BurnerServer, uri: str) -> types.CodeAction:
    """Where the editor can't ask for the edit later, it sends a command: nothing is computed for a menu."""
    title = "burner: apply every rewrite that is certainly equal"
    if server.client.resolve_edit:
        return types.CodeAction(title, FIX_ALL, data={"fix_all": uri})
    return types.CodeAction(title, FIX_ALL, command=types.Command(title, "burner.fixAll", arguments=[uri]))
