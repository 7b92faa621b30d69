"""One run of burner as a child process: its events come as they happen, commands go in, and it can be ended at once.

The only form in which a face runs a search: a thread could not be stopped, and what the user's code prints would land
in the face's own terminal or protocol.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import json
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from functools import partial
from pathlib import Path
from typing import Self

from burner.events import Event, from_json

BURNER = (sys.executable, "-P", "-m", "burner")
"""With -P, what lies in the user's folder is not imported in place of burner's own modules."""
GRACE_S = 0.15
"""How long a run may take to end by itself when it is ended."""
LINE_BYTES = 64 * 1024**2
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1


class Child:
    """`burner ARGUMENTS` in a folder; a context manager that ends the process, whatever happens."""

    def __init__(self, arguments: Sequence[str], folder: Path, program: Sequence[str] = BURNER) -> None:
        self.command = (*program, *arguments)
        self.folder = folder
        self.said = ""
        """What it wrote to stderr, once its lines have been read."""
        self._process: Process | None = None
        self._interrupted_at = 0.0

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            *self.command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            cwd=self.folder,
            start_new_session=True,
            limit=LINE_BYTES,
            preexec_fn=partial(_heard_and_ended, os.getpid()) if sys.platform == "linux" else None,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.end()
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

    @property
    def exit_code(self) -> int | None:
        """Its exit code; None while it runs."""
        return None if self._process is None else self._process.returncode

    async def lines(self) -> AsyncIterator[str]:
        """Yield the lines of its stdout until it ends."""
        process = self._process
        if process is None or process.stdout is None or process.stderr is None:
            return
        words = asyncio.create_task(process.stderr.read())
        try:
            async for line in process.stdout:
                yield line.decode(errors="replace")
            self.said = (await words).decode(errors="replace").strip()
            await process.wait()
        finally:
            words.cancel()

    async def events(self) -> AsyncIterator[Event]:
        """Yield the events of a run with `--events`; raises ValueError, KeyError or TypeError for a line that is none."""
        async for line in self.lines():
            yield from_json(line)

    @property
    def complaint(self) -> str:
        """The errors and hints among its last words, in one line."""
        lines = self.said.splitlines()
        told = [line for line in lines if line.startswith(("error:", "hint:"))] or lines[-1:]
        return " ".join(told)[:500]

    async def send(self, command: str, **fields: object) -> None:
        """Give a run with `--events` a command; nothing happens where it has ended."""
        process = self._process
        if process is None or process.stdin is None or process.returncode is not None:
            return
        with contextlib.suppress(ConnectionError):
            process.stdin.write((json.dumps({"command": command, **fields}) + "\n").encode())
            await process.stdin.drain()

    def interrupt(self) -> None:
        """Ask it to end, as by Ctrl-C; `end` then waits only for the rest of the grace."""
        process = self._process
        if process is not None and process.returncode is None and not self._interrupted_at:
            self._interrupted_at = time.monotonic()
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)

    async def end(self) -> None:
        """End it: as by Ctrl-C, and by force where that takes too long."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        self.interrupt()
        left_s = self._interrupted_at + GRACE_S - time.monotonic()
        try:
            await asyncio.wait_for(asyncio.shield(process.wait()), max(left_s, 0.0))
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


def end_with_parent(parent: int, by: signal.Signals = signal.SIGINT) -> None:
    """Let Linux send this process a signal when the one that started it is killed, so that it is not left behind.

    `parent` is the id of that one: it may have ended already.
    """
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, by)
        if os.getppid() != parent:
            os.kill(os.getpid(), by)


def _heard_and_ended(parent: int) -> None:
    """Let a child hear an interrupt, also where this process was started to ignore it (as shells do for background jobs)."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_with_parent(parent)
