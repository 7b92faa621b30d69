"""One run from a request to its result: preparation, the search, the last check of the winner.

Everything a face shows is an event yielded here; closing the generator ends every process of the run at once.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from queue import SimpleQueue
from typing import Any

from burner.errors import BudgetError, BurnerError, TargetError
from burner.events import Event, Log, RunFinished, RunStarted
from burner.policy.protocol import Attempt
from burner.sandbox.channel import GarbageError, GoneError, LateError
from burner.sandbox.forkserver import InstallError
from burner.search.clock import RunClock
from burner.search.commands import Commands
from burner.search.compare import Other
from burner.search.confirm import Confirmed, confirm
from burner.search.ledger import Ledger
from burner.search.loop import announced, resumed, search
from burner.search.paper import paper
from burner.search.policies import chosen
from burner.search.prepare import Prepared, prepare, resolved
from burner.search.request import Request
from burner.search.result import Winner, failed, finished
from burner.search.shape import Shape
from burner.target import Target


def new_run_id() -> str:
    """A sortable id: milliseconds since the epoch and chance, in hexadecimal."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(4)}"


def optimize(
    request: Request,
    commands: SimpleQueue[dict[str, Any]] | None = None,
    past: Sequence[Attempt] = (),
    other: Other | Shape | None = None,
) -> Iterator[Event]:
    """Run one optimisation; the last event is `RunFinished` with the result document, also when the target fails.

    `commands` takes {"command": "cancel"} and the like from a face; `past` are candidates that an earlier run of the
    same target judged. With `other`, nothing is searched: that version, or what a rule makes of a line, is the only candidate.
    """
    clock = RunClock(request.budget_s)
    run = new_run_id()
    for event in _run(request, run, clock, Commands(commands or SimpleQueue()), past, other):
        yield replace(event, at=round(clock.elapsed_s, 3))


def _run(
    request: Request,
    run: str,
    clock: RunClock,
    commands: Commands,
    past: Sequence[Attempt],
    other: Other | Shape | None,
) -> Iterator[Event]:
    yield RunStarted(
        run=run,
        target=request.target,
        objective=request.objective,
        policy=request.policy if other is None else other.name,
        budget_s=request.budget_s,
        seed=request.seed,
        python=request.python or "",
        resumes=request.resume,
    )
    target: Target | None = None
    try:
        target = resolved(request)
        with ExitStack() as stack:
            policies, logs = chosen(request, stack) if other is None else (other.policies(target), [])
            yield from logs
            ready = yield from prepare(request, target, clock, stack)
            ledger = Ledger(request.objective)
            yield from resumed(ready, ledger, past)
            loop = paper if request.search == "paper" and other is None else search
            yield from loop(request, ready, ledger, policies, clock, commands)
            # A model proposes nothing where no answer could be complete in the time left.
            late = clock.over or (other is None and request.policy in {"llm", "remote"})
            if not ledger.entries and late and request.iterations != 0:
                raise BudgetError(
                    f"the budget of {request.budget_s:.0f} s ended before any candidate was judged",
                    f"give more time: --budget {3 * request.budget_s:.0f}s",
                )
            winner = yield from _confirmed(request, ready, ledger, clock)
            yield finished(request, run, ready, ledger, winner, clock)
    except BurnerError as error:
        yield RunFinished(result=failed(request, run, target, error, clock))
    except (GoneError, LateError, GarbageError, InstallError) as error:
        gone = TargetError(
            f"the original could not be run in the sandbox to the end: {str(error) or type(error).__name__}",
            "it may use more memory or time than the sandbox allows, or end its own process",
        )
        yield RunFinished(result=failed(request, run, target, gone, clock))


def _confirmed(
    request: Request, ready: Prepared, ledger: Ledger, clock: RunClock
) -> Generator[Event, None, Winner | None]:
    """The first of the better versions that passes the last check; the others lose their verdict."""
    until = clock.began + clock.budget_s
    for place, entry in enumerate(ledger.better()):
        if place and time.monotonic() > until:
            return None
        yield Log(level="debug", message=f"last check of {entry.id}, on new inputs")
        result = confirm(ready, entry.judged, request.seed, until)
        if isinstance(result, Confirmed):
            if result.crosshair:
                yield Log(level="info", message=result.crosshair)
            return entry, result
        entry.judged = replace(result, rewritten=entry.judged.rewritten, speedup=None)
        yield announced(entry.id, entry.judged, "")
    return None
