"""Reads a face's commands ({"command": "cancel"}) from stdin while a run goes on. Malformed lines are only said."""

from __future__ import annotations

import json
import sys
import threading
from queue import SimpleQueue
from typing import Any

from burner.cli import diagnostics

KNOWN = frozenset({"cancel", "pause_model", "resume_model", "pin", "try_from"})


def listen() -> SimpleQueue[dict[str, Any]]:
    """Start a thread that puts each command of stdin into the returned queue; the end of stdin means nothing."""
    commands: SimpleQueue[dict[str, Any]] = SimpleQueue()
    threading.Thread(target=_read, args=(commands,), name="stdin commands", daemon=True).start()
    return commands


def _read(commands: SimpleQueue[dict[str, Any]]) -> None:
    for line in sys.stdin or ():
        if not line.strip():
            continue
        try:
            command = json.loads(line)
        except json.JSONDecodeError as error:
            diagnostics.warn(f"a command on stdin is no JSON: {error}")
            continue
        if isinstance(command, dict) and command.get("command") in KNOWN:
            commands.put(command)
        else:
            diagnostics.warn(f"unknown command on stdin: {line.strip()[:100]}; known are {', '.join(sorted(KNOWN))}")
