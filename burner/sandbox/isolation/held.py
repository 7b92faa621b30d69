"""Jails that end with a block of the program, whichever thread waits for them."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from burner.sandbox.channel import GoneError
from burner.sandbox.isolation.jail import Isolation, Jail, Stream


class Held:
    """Makes jails like the given isolation; those that still run at the end of the block end there, and no more are made."""

    def __init__(self, isolation: Isolation) -> None:
        self._isolation = isolation
        self._running: list[subprocess.Popen[bytes]] = []
        self._over = False

    @property
    def name(self) -> str:
        """As it is said to the user."""
        return self._isolation.name

    def start(
        self,
        argv: Sequence[str],
        jail: Jail,
        *,
        pass_fds: Sequence[int] = (),
        stdin: Stream = None,
        stdout: Stream = None,
        stderr: Stream = None,
    ) -> subprocess.Popen[bytes]:
        """Start a program in a jail of its own; GoneError after the block."""
        if self._over:
            raise GoneError("the run is over")
        process = self._isolation.start(argv, jail, pass_fds=pass_fds, stdin=stdin, stdout=stdout, stderr=stderr)
        self._running.append(process)
        return process

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """End a jail, once: a process that was waited for may have left its number to another one; see `Isolation`."""
        try:
            self._running.remove(process)
        except ValueError:
            return
        self._isolation.end(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._over = True
        for process in list(self._running):
            self.end(process)
