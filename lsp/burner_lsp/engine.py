"""One run of burner as a child process: its events come as they happen, and it ends when the server does."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Self

from burner.events import Event, from_json
from burner_lsp.order import Order
from burner_lsp.text import encoded

GRACE_S = 0.1
"""How long a run may take to end by itself when it is cancelled."""
LINE_BYTES = 64 * 1024**2
_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


class Engine:
    """A context manager that ends the process, whatever happens."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self.said = ""
        """The errors it printed."""
        self._process: asyncio.subprocess.Process | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="burner-lsp-")

    async def __aenter__(self) -> Self:
        order = self._order
        buffer = Path(self._folder.name) / "buffer.py"
        buffer.write_bytes(encoded(order.text))
        # -P: what lies in the user's folder must not be imported in place of burner's own modules
        burner = [sys.executable, "-P", "-m", "burner"]
        self._process = await asyncio.create_subprocess_exec(
            *[*burner, "optimize", f"{order.path}::{order.qualname}", "--events", "--quiet"],
            *["--source", str(buffer), *order.flags],
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=order.path.parent,
            start_new_session=True,
            limit=LINE_BYTES,
            preexec_fn=_end_with_parent,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.end()
        self._folder.cleanup()

    async def events(self) -> AsyncIterator[Event]:
        """Yield the run's events until it ends; a line that is none is passed over."""
        process = self._process
        if process is None or process.stdout is None or process.stderr is None:
            return
        words = asyncio.create_task(process.stderr.read())
        async for line in process.stdout:
            event = _event(line)
            if event is not None:
                yield event
        lines = (await words).decode(errors="replace").strip().splitlines()
        self.said = " ".join(line for line in lines if line.startswith(("error:", "hint:")))[:500]
        await process.wait()

    def finish(self) -> None:
        """Let it look no further: it checks its best version so far and ends."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.write(b'{"command": "cancel"}\n')

    async def end(self) -> None:
        """End it: as by Ctrl-C, and by force where that takes too long."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        try:
            await asyncio.wait_for(asyncio.shield(process.wait()), GRACE_S)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


def _event(line: bytes) -> Event | None:
    try:
        return from_json(line.decode())
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _end_with_parent() -> None:
    """Let Linux interrupt the run when the server is killed, so that it can't be left behind."""
    if sys.platform == "linux":
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
