"""The commands an editor can send. Each answers at once; what takes long is delivered later.

Editors send as many arguments as they like, so that all commands take any number and check them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from burner import __version__
from burner.errors import BurnerError, UsageError
from burner_lsp.order import file_of, order_of

if TYPE_CHECKING:
    from burner_lsp.server import BurnerServer

    Command = Callable[[BurnerServer, tuple[Any, ...]], Awaitable[Any]]

NO_ROUNDS = ("--iterations", "0")


def register(server: BurnerServer) -> None:
    """Answer `workspace/executeCommand`."""
    for name, command in COMMANDS.items():
        server.command(name)(_answering(server, command))


def _answering(server: BurnerServer, command: Command) -> Callable[..., Awaitable[Any]]:
    async def answer(*arguments: Any) -> Any:
        try:
            return await command(server, arguments)
        except BurnerError as error:
            hint = f" ({error.hint})" if error.hint else ""
            server.say(types.MessageType.Warning, f"{error.message}{hint}")
            return None

    return answer


async def _optimize(server: BurnerServer, arguments: tuple[Any, ...]) -> None:
    server.runs.start(order_of(server, arguments))


async def _profile(server: BurnerServer, arguments: tuple[Any, ...]) -> None:
    order = order_of(server, arguments, policy="rules", apply="profile")
    server.runs.start(replace(order, flags=(*order.flags, *NO_ROUNDS)))


async def _record_workload(server: BurnerServer, arguments: tuple[Any, ...]) -> None:
    uri, qualname, script = (*arguments, None, None, None)[:3]
    if not isinstance(script, str):
        raise UsageError("a script is needed whose calls of the function are recorded", "give its path")
    server.runs.start(order_of(server, (uri, qualname), workload=script))


async def _apply_best(server: BurnerServer, arguments: tuple[Any, ...]) -> None:
    from burner_lsp.deliver import apply_measured

    uri, qualname, options = (*arguments, None, None, None)[:3]
    path, text = file_of(server, uri)
    only_show = isinstance(options, dict) and options.get("apply") == "never"
    await apply_measured(server, str(uri), path, text, str(qualname), only_show=only_show)


async def _fix_all(server: BurnerServer, arguments: tuple[Any, ...]) -> None:
    from burner_lsp.deliver import send

    uri = (*arguments, None)[0]
    path, text = file_of(server, uri)
    await send(server, str(uri), text, await server.analysis.fixed(path, text), "all certain rewrites")


async def _show_report(server: BurnerServer, arguments: tuple[Any, ...]) -> str:
    from burner.history.store import History
    from burner.report.markdown import markdown

    with History.open() as history:
        run = history.find(str((*arguments, None)[0] or "last"))
    if run.result is None:
        raise UsageError(f"the run {run.id} has not ended yet")
    text = markdown(dict(run.result))
    if server.client.show_document:
        await server.shown.show(f"{run.id}.md", text)
    return text


async def _cancel(server: BurnerServer, _: tuple[Any, ...]) -> int:
    return server.runs.cancel()


async def _finish(server: BurnerServer, _: tuple[Any, ...]) -> bool:
    return await server.runs.finish()


async def _restart(server: BurnerServer, _: tuple[Any, ...]) -> None:
    server.runs.cancel()
    server.known.forget()
    server.settings_changed()


async def _server_info(server: BurnerServer, _: tuple[Any, ...]) -> dict[str, Any]:
    return {
        "version": __version__,
        "client": vars(server.client),
        "options": vars(server.options),
        "encoding": server.encoding,
        "folders": [*server.workspace.folders],
        "runs": server.runs.names,
    }


COMMANDS: dict[str, Command] = {
    "burner.optimize": _optimize,
    "burner.profile": _profile,
    "burner.recordWorkload": _record_workload,
    "burner.applyBest": _apply_best,
    "burner.fixAll": _fix_all,
    "burner.showReport": _show_report,
    "burner.finish": _finish,
    "burner.cancel": _cancel,
    "burner.restart": _restart,
    "burner.serverInfo": _server_info,
}
