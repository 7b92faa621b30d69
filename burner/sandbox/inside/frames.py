"""Length-prefixed JSON messages over a socket or a pipe, the only thing that crosses the sandbox's wall."""

from __future__ import annotations

import json
import os
import struct
from typing import Any

HEADER = struct.Struct(">I")
MAX_BYTES = 256 * 1024 * 1024


class ClosedError(Exception):
    """The other side is gone."""


class TooLargeError(Exception):
    """A message is larger than `MAX_BYTES`."""


def write(fd: int, message: Any) -> None:
    """Send one message; raises BrokenPipeError when the other side is gone."""
    body = json.dumps(message, separators=(",", ":")).encode()
    if len(body) > MAX_BYTES:
        raise TooLargeError(len(body))
    view = memoryview(HEADER.pack(len(body)) + body)
    while view:
        view = view[os.write(fd, view) :]


def read(fd: int) -> Any:
    """Receive one message; raises `ClosedError` at the end of the stream."""
    (size,) = HEADER.unpack(_exactly(fd, HEADER.size))
    if size > MAX_BYTES:
        raise TooLargeError(size)
    return json.loads(_exactly(fd, size))


def _exactly(fd: int, size: int) -> bytes:
    parts = []
    while size:
        part: bytes | None = os.read(fd, min(size, 1 << 20))
        if not part:
            raise ClosedError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
