"""Follows the engine's process for the app: one run at a time, ended at once when the app or the user wants it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from burner.child import BURNER, Child
from burner.events import RunFinished

if TYPE_CHECKING:
    from burner.tui.live import LiveRun

AT_A_TIME = 32
"""Events taken in before the interface gets a turn."""


class Engine:
    """Starts runs and passes on commands; knows no widget."""

    def __init__(self, program: Sequence[str] = BURNER) -> None:
        self.program = program
        self._child: Child | None = None
        """The run that goes on, or the last one: what is asked of that does nothing."""

    async def follow(self, run: LiveRun, first: Sequence[dict[str, str]] = ()) -> None:
        """Run to the end; `first` are commands that are given at once. Cancelling this ends the process."""
        arguments = [*run.command, "--events", "--quiet"]
        try:
            async with Child(arguments, run.folder, self.program) as child:
                self._child = child
                for fields in first:
                    await child.send(**fields)
                count = 0
                async for event in child.events():
                    if isinstance(event, RunFinished):
                        run.complaint = (event.result["error"] or {}).get("message", "")
                    run.update(event)
                    count += 1
                    if count % AT_A_TIME == 0:
                        await asyncio.sleep(0)
                if run.progress.result is None:
                    run.complaint = child.complaint or f"the engine ended with {child.exit_code} and no result"
        except (ValueError, KeyError, TypeError) as error:
            run.complaint = f"the engine said what is no event: {error}"
        except OSError as error:
            run.complaint = f"the engine can't be started: {error}"
        finally:
            if run.progress.result is None:
                run.state = "died"

    async def send(self, command: str, **fields: str) -> None:
        """Give the run that goes on a command."""
        if self._child is not None:
            await self._child.send(command, **fields)

    def interrupt(self) -> None:
        """Ask the run that goes on to end, without waiting for it."""
        if self._child is not None:
            self._child.interrupt()

    async def end(self) -> None:
        """End the run that goes on at once."""
        if self._child is not None:
            await self._child.end()
