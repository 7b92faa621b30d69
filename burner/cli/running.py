"""Runs one search for a command: records every event, shows it, and always ends with a result document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from queue import SimpleQueue
from typing import Any, Protocol, cast

from burner.cli import diagnostics
from burner.cli.diagnostics import InterruptedRunError
from burner.cli.root import Optimize
from burner.errors import BurnerError, TargetError
from burner.events import Event, RunFinished
from burner.history.record import recorded
from burner.history.store import History, LedgerEntry
from burner.policy.protocol import Attempt, Origin, Proposal, Verdict
from burner.report.progress import Progress, failed_document
from burner.search.request import Request
from burner.target import parse_address, read_source, text_of
from burner.target.patch import patched


class View(Protocol):
    """Draws a run while it goes on."""

    def show(self, event: Event, progress: Progress) -> None:
        """Draw one event; `progress` already knows it."""
        ...


def run(
    request: Request,
    search: Optimize,
    show: Callable[[Event, Progress], None],
    commands: SimpleQueue[dict[str, Any]] | None = None,
) -> Progress:
    """Return the whole run once it ended; raises InterruptedRunError, after everything it started was ended."""
    progress = Progress()
    try:
        with History.open() as history:
            events = recorded(search(request, commands, _past(history, request)), history, request)
            with closing(cast("Any", events)):
                _follow(events, progress, show)
    except KeyboardInterrupt as error:
        raise (InterruptedRunError(progress.run) if progress.run else error) from None
    except BurnerError as error:
        finished = RunFinished(result=failed_document(progress, error, request.objective), at=progress.at_s)
        progress.update(finished)
        show(finished, progress)
    return progress


def _follow(events: Iterator[Event], progress: Progress, show: Callable[[Event, Progress], None]) -> None:
    for event in events:
        progress.update(event)
        show(event, progress)


def _past(history: History, request: Request) -> list[Attempt]:
    """Return what the resumed run judged, as far as its versions are versions of the file as it is now."""
    if request.resume is None:
        return []
    override = request.source.read_bytes() if request.source else None
    source = read_source(parse_address(request.target).file, override)
    past, lost = [], 0
    for entry in history.ledger(request.resume):
        try:
            past.append(_attempt(entry, text_of(patched(source, entry.diff)) if entry.diff else ""))
        except TargetError:
            lost += 1
    if lost:
        diagnostics.warn(f"the file changed since then: {lost} of its versions no longer fit and are forgotten")
    return past


def _attempt(entry: LedgerEntry, text: str) -> Attempt:
    """Return a judged candidate as the search takes it back: its "function" without a name is the whole file."""
    return Attempt(
        id=entry.id,
        proposal=Proposal({"": text} if text else {}, Origin(**entry.origin)),
        verdict=cast("Verdict", entry.verdict),
        reason=entry.reason,
        counter_example=entry.counter_example,
        ratio=entry.speedup["ratio"] if entry.speedup else None,
    )
