"""Keeps processes of one sandbox apart: a version must not reach the server or the process it is measured against.

All of them belong to one user, so that without this a version could stop the other's process, or write into its memory.
"""

from __future__ import annotations

import os
import struct
from typing import Any

SET_DUMPABLE = 4
CREATE_RULESET, RESTRICT_SELF = 444, 446
SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS = 3


def hide() -> None:
    """Close this process's memory to others of the same user; what is forked from it inherits that."""
    libc = _libc()
    if libc is not None:
        libc.prctl(SET_DUMPABLE, 0, 0, 0, 0)


def scope() -> None:
    """From now on this process reaches none but its own children by signals (Linux 6.12; without effect before)."""
    libc = _libc()
    if libc is None:
        return
    attributes = struct.pack("=QQQ", 0, 0, SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS)
    ruleset = libc.syscall(CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset >= 0:
        libc.syscall(RESTRICT_SELF, ruleset, 0)
        os.close(ruleset)


def _libc() -> Any:
    try:
        import ctypes
    except ImportError:  # a Python that was built without it
        return None
    return ctypes.CDLL(None)
