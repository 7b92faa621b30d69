"""Burner's end of a worker's socket: every wait has a deadline, every message a size limit, and nothing is trusted."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

from burner.sandbox.inside.frames import HEADER

MAX_BYTES = 256 * 1024 * 1024


class GoneError(Exception):
    """The process at the other end ended or closed its socket."""


class LateError(Exception):
    """No whole message came before the deadline."""


class GarbageError(Exception):
    """What came is no message of ours."""


class Channel:
    """Length-prefixed JSON both ways over one socket."""

    def __init__(self, sock: socket.socket) -> None:
        self.socket = sock

    def send(self, message: Any, deadline: float, fd: int | None = None) -> None:
        """Send one message by `deadline` (of `time.monotonic()`), with a file descriptor before it if given."""
        body = json.dumps(message, separators=(",", ":")).encode()
        self.socket.settimeout(max(0.001, deadline - time.monotonic()))
        try:
            if fd is not None:
                socket.send_fds(self.socket, [b"f"], [fd])
            self.socket.sendall(HEADER.pack(len(body)) + body)
        except TimeoutError as error:
            raise LateError from error
        except OSError as error:
            raise GoneError from error

    def receive(self, deadline: float) -> Any:
        """The next message; raises `LateError` at `deadline`, `GoneError` at the end of the stream."""
        (size,) = HEADER.unpack(self._exactly(HEADER.size, deadline))
        if size > MAX_BYTES:
            raise GarbageError(f"a message of {size} bytes")
        try:
            return json.loads(self._exactly(size, deadline))
        except (ValueError, RecursionError) as error:
            raise GarbageError(str(error)) from error

    def _exactly(self, size: int, deadline: float) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            self.socket.settimeout(max(0.001, deadline - time.monotonic()))
            try:
                part = self.socket.recv(min(size - len(parts), 1 << 20))
            except TimeoutError as error:
                raise LateError from error
            except OSError as error:
                raise GoneError from error
            if not part:
                raise GoneError
            parts += part
        return bytes(parts)

    def close(self) -> None:
        """Close this end."""
        self.socket.close()
