"""What a face asks of a running search: cancel, pause and resume the model, start from a candidate."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any

from burner.search.ledger import Entry, Ledger

POLL_S = 0.1
LONGEST_HINT = 500


@dataclass
class Commands:
    """The commands so far; each is {"command": name, ...}, unknown ones are left alone."""

    queue: SimpleQueue[dict[str, Any]] = field(default_factory=SimpleQueue)
    cancelled: bool = False
    paused: bool = False
    pinned: str | None = None
    once: str | None = None
    hint: str = ""
    """What the user wants a model to hear, with the candidate `once`."""

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
                    self.hint = str(command.get("hint") or "")[:LONGEST_HINT]

    def wait(self, deadline: float) -> None:
        """Wait while the model is paused, until the deadline (of `time.monotonic()`)."""
        self.take()
        while self.paused and not self.cancelled and time.monotonic() < deadline:
            time.sleep(POLL_S)
            self.take()

    def start(self, ledger: Ledger, *, model: bool) -> tuple[Entry | None, str]:
        """The candidate that the next iteration starts from (the one asked for, else the best), and the user's hint.

        Only a model hears hints: what comes with one waits until a model is asked.
        """
        asked, hint = self.pinned, ""
        if self.once is not None and (model or not self.hint):
            asked, hint = self.once, self.hint
            self.once, self.hint = None, ""
        found = ledger.find(asked) if asked is not None else None
        return (found if found is not None and found.judged.rewritten is not None else ledger.best), hint
