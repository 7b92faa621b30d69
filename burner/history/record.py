"""Writes a run down while it happens: an event is in the history before anybody sees it."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from burner.errors import BurnerError
from burner.events import Event, RunFinished, RunStarted
from burner.history.store import History
from burner.report.progress import Progress, failed_document

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def recorded(
    events: Iterator[Event], history: History, request: Mapping[str, Any] | DataclassInstance
) -> Iterator[Event]:
    """Pass on the events of a run, each after it was kept; closing this closes `events`.

    The first event must be `run_started`. A run that ends by a BurnerError is kept as failed with its document.
    """
    progress = Progress()
    try:
        for event in events:
            if isinstance(event, RunStarted):
                folder = Path.cwd()
                history.start(event.run, target=event.target, request=request, folder=folder, resumes=event.resumes)
            history.append(progress.run or _run(event), event)
            progress.update(event)
            if isinstance(event, RunFinished):
                history.finish(progress.run, event.result)
            yield event
    except BurnerError as error:
        if progress.run and progress.result is None:
            history.finish(progress.run, failed_document(progress, error))
        raise
    finally:
        if isinstance(events, Generator):
            events.close()


def _run(event: Event) -> str:
    if not isinstance(event, RunStarted):
        raise TypeError(f"a run begins with run_started, not {event.type}")
    return event.run
