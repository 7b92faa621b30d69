"""What becomes of a faster version: applied, asked about, or shown; never into a text that is no longer the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from burner.errors import UsageError
from burner.report import words
from burner.report.markdown import markdown
from burner_lsp.edits import change, edits_between
from burner_lsp.functions import functions_of, source_of
from burner_lsp.order import Order
from burner_lsp.patch import patched
from burner_lsp.text import plain

if TYPE_CHECKING:
    from burner_lsp.server import BurnerServer

APPLY, PREVIEW, DIFF, REPORT, DISMISS = "Apply", "Preview", "Show diff", "Show report", "Dismiss"


async def deliver(server: BurnerServer, order: Order, result: Mapping[str, Any]) -> None:
    """Say how a run ended, and bring its better version to where it is wanted."""
    best, error = result["best"], result["error"]
    if error:
        server.say(types.MessageType.Warning, f"{error['message']} ({error['hint']})")
    elif order.apply == "profile":
        server.say(types.MessageType.Info, _profile(server, order))
    elif not best:
        judged = words.count(len(result["candidates"]), "candidate")
        server.say(types.MessageType.Info, f"nothing faster was found for `{order.qualname}` ({judged} judged)")
    else:
        said = f"`{order.qualname}` is {words.speedup(best['speedup'])}; {result['evidence']['strength']} evidence"
        await _better(server, order, result, said)


async def _better(server: BurnerServer, order: Order, result: Mapping[str, Any], said: str) -> None:
    best = result["best"]
    same = server.text_of(order.uri) == order.text
    if order.apply == "always" and same and server.client.apply_edit:
        await send(server, order.uri, order.text, best["source"], said)
        return
    if order.apply != "ask" or not same or not server.client.apply_edit:
        why = "" if same else "; the text changed meanwhile, so it is not applied"
        server.say(types.MessageType.Info, said + why)
        await server.shown.show(f"{order.qualname}.diff", best["diff"])
        return
    chosen = await _asked(server, said, [APPLY, *([PREVIEW] if server.client.annotations else []), DIFF, REPORT])
    if chosen in {APPLY, PREVIEW}:
        await send(server, order.uri, order.text, best["source"], said, preview=chosen == PREVIEW)
    elif chosen == DIFF:
        await server.shown.show(f"{order.qualname}.diff", best["diff"])
    elif chosen == REPORT:
        await server.shown.show(f"{order.qualname}.md", markdown(dict(result)))


async def _asked(server: BurnerServer, said: str, titles: list[str]) -> str:
    items = [types.MessageActionItem(title) for title in [*titles, DISMISS]]
    request = types.ShowMessageRequestParams(types.MessageType.Info, f"burner: {said}", items)
    try:
        chosen = await server.window_show_message_request_async(request)
    except JsonRpcException:  # some editors can't ask, and nothing in their capabilities says so
        server.say(types.MessageType.Info, f"{said}; a code action of the function applies it")
        return DISMISS
    return chosen.title if chosen else DISMISS


async def send(server: BurnerServer, uri: str, old: str, new: str, said: str, *, preview: bool = False) -> None:
    """Let the editor make a document's old text into a new one, if it still is the old one."""
    if server.text_of(uri) != old:
        server.say(types.MessageType.Warning, "the text changed meanwhile; nothing was applied")
        return
    edits = edits_between(old, new, server.encoding)
    edit = change(server, uri, edits, said if preview else None)
    answer = await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label="burner"))
    if answer.applied:
        server.say(types.MessageType.Info, f"{said}; applied")
    else:
        why = answer.failure_reason or "no reason given"
        server.say(types.MessageType.Warning, f"the editor did not apply it: {why}")


async def apply_measured(
    server: BurnerServer, uri: str, path: Path, text: str, qualname: str, *, only_show: bool
) -> None:
    """Apply what an earlier run found for a function that is still the same, or show its diff.

    Raises UsageError with why it can't be applied.
    """
    measured = server.known.of(path, text).get(qualname)
    if measured is None or measured.ratio is None:
        raise UsageError(f"no faster version of `{qualname}` as it stands is known")
    best = measured.result["best"]
    new = patched(plain(text), best["diff"])
    if new is None or _function(new, qualname) != _function(best["source"], qualname):
        raise UsageError(f"what is around `{qualname}` changed since it was measured", "optimise it again")
    if only_show:
        await server.shown.show(f"{qualname}.diff", best["diff"])
        return
    await send(server, uri, text, new, f"`{qualname}` was measured {words.speedup(best['speedup'])}")


def _function(text: str, qualname: str) -> str:
    span = functions_of(text).get(qualname)
    return "" if span is None else source_of(text, span)


def _profile(server: BurnerServer, order: Order) -> str:
    """What was measured of a function, and its hottest line."""
    measured = server.known.of(order.path, order.text).get(order.qualname)
    if measured is None:
        return f"`{order.qualname}` was not measured"
    hottest = measured.lines_at(functions_of(order.text)[order.qualname])[:1]
    return f"`{order.qualname}`: {measured.words}" + "".join(
        f"; line {number} takes {share:.0%} of it" for number, _, share in hottest
    )
