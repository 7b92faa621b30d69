"""What a face asks of a running search: cancel, pause and resume the model, start from a candidate."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any

from burner.search.ledger import Entry, Ledger

POLL_S = 0.1


@dataclass
class Commands:
    """The commands so far; each is {"command": name, ...}, unknown ones are left alone."""

    queue: SimpleQueue[dict[str, Any]] = field(default_factory=SimpleQueue)
    cancelled: bool = False
    paused: bool = False
    pinned: str | None = None
    once: str | None = None

    def take(self) -> None:
        """Read what has come in."""
        while True:
            try:
                command = self.queue.get_nowait()
            except Empty:
                return
            match command.get("command"):
                case "cancel":
                    self.cancelled = True
                case "pause_model":
                    self.paused = True
                case "resume_model":
                    self.paused = False
                case "pin":
                    self.pinned = command.get("candidate")
                case "try_from":
                    self.once = command.get("candidate")

    def wait(self, deadline: float) -> None:
        """Wait while the model is paused, until the deadline (of `time.monotonic()`)."""
        self.take()
        while self.paused and not self.cancelled and time.monotonic() < deadline:
            time.sleep(POLL_S)
            self.take()

    def start(self, ledger: Ledger) -> Entry | None:
        """The candidate that the next iteration starts from: the one asked for, else the best."""
        asked, self.once = self.once or self.pinned, None
        found = ledger.find(asked) if asked is not None else None
        return found if found is not None and found.judged.rewritten is not None else ledger.best
