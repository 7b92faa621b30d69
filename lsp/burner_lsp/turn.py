"""One run at a time per workspace, whichever window asked for it: two that measure at once disturb each other."""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

POLL_S = 0.2


@asynccontextmanager
async def turn(folder: Path) -> AsyncIterator[None]:
    """Wait until no other window's server runs something in a folder, and hold it: the folder itself is the lock."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        while not _taken(handle):  # noqa: ASYNC110  # only asking again tells when a lock is free
            await asyncio.sleep(POLL_S)
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
