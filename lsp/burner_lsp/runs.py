"""Runs of the engine: one at a time, with progress that can be cancelled, and what becomes of their results."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from burner.child import Child
from burner.events import RunFinished
from burner_lsp.deliver import deliver
from burner_lsp.engine import engine, events_of
from burner_lsp.order import Order
from burner_lsp.progress import Course, Progress
from burner_lsp.turn import turn

if TYPE_CHECKING:
    from burner_lsp.server import BurnerServer


class Runs:
    """The runs of one server, those that wait included."""

    def __init__(self, server: BurnerServer) -> None:
        self._server = server
        self._tasks: dict[asyncio.Task[None], Order] = {}
        self._one = asyncio.Lock()
        self._child: Child | None = None

    @property
    def names(self) -> list[str]:
        """The functions that are optimised now, or will be."""
        return [f"{order.path}::{order.qualname}" for order in self._tasks.values()]

    def start(self, order: Order) -> None:
        """Begin a run, or let it wait until the one before has ended."""
        if order in self._tasks.values():
            self._server.say(types.MessageType.Info, f"`{order.qualname}` is on its way already")
            return
        if self._one.locked():
            self._server.say(types.MessageType.Info, f"`{order.qualname}` waits until the run before has ended")
        task = asyncio.ensure_future(self._run(order))
        self._tasks[task] = order
        task.add_done_callback(self._ended)

    async def finish(self) -> bool:
        """Let the run that is going on look no further and deliver its best version; returns whether there is one."""
        if self._child is not None:
            await self._child.send("cancel")
        return self._child is not None

    def cancel(self) -> int:
        """End all runs at once; returns how many there were."""
        return sum(task.cancel() for task in self._tasks)

    async def close(self) -> None:
        """End all runs and wait until their processes are gone."""
        self.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        order = self._tasks.pop(task)
        if task.cancelled():
            self._server.say(types.MessageType.Info, f"`{order.qualname}` was cancelled")
        elif error := task.exception():
            self._server.say(types.MessageType.Error, f"the run of `{order.qualname}` failed: {error}")

    async def _run(self, order: Order) -> None:
        server = self._server
        title = "profiling" if order.apply == "profile" else "optimising"
        async with Progress(server, f"burner: {title} {order.qualname}") as progress:
            progress.report("waiting for the run before")
            async with self._one, turn(server.folder_of(order.path)):
                result, said = await self._followed(order, progress)
        server.known.forget(order.path)
        if server.client.lens_refresh:
            server.workspace_code_lens_refresh(None)
        if server.client.hints_refresh and server.options.inlay_hints:
            server.workspace_inlay_hint_refresh(None)
        if result is None:
            server.say(types.MessageType.Error, said or f"the run of `{order.qualname}` ended without a result")
        else:
            await deliver(server, order, result)

    async def _followed(self, order: Order, progress: Progress) -> tuple[Mapping[str, Any] | None, str]:
        """Return the result of a run, and what it complained of."""
        course = Course()
        result: Mapping[str, Any] | None = None
        try:
            async with engine(order) as self._child:
                async for event in events_of(self._child):
                    course.update(event)
                    progress.report(course.line, course.percentage)
                    if isinstance(event, RunFinished):
                        result = event.result
                return result, self._child.complaint
        finally:
            self._child = None
