"""The paper's loop (Algorithm 1 of arXiv 2505.23387), the baseline of `search`: greedy, one candidate per iteration.

What is kept is replaced only by a version that the judge calls better and whose figure for the objective is strictly
better than the kept one's; the model hears the kept version's figures and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from burner.errors import BudgetError
from burner.events import Event, IterationStarted
from burner.policy.protocol import Brief, Policy
from burner.search.clock import RunClock
from burner.search.commands import Commands
from burner.search.ledger import Entry, Ledger
from burner.search.loop import brief_from, iterate
from burner.search.prepare import Prepared
from burner.search.request import Request


def paper(
    request: Request,
    ready: Prepared,
    ledger: Ledger,
    policies: Sequence[Policy],
    clock: RunClock,
    commands: Commands,
) -> Iterator[Event]:
    """Ask the one policy again and again until the iterations or the time are over, or a cancel."""
    (policy,) = policies
    kept: Entry | None = None
    one = replace(request, candidates=1)
    iteration = 0
    while request.iterations is None or iteration < request.iterations:
        commands.wait(clock.deadline)
        if commands.cancelled or clock.over:
            return
        iteration += 1
        brief = _measured(ready, brief_from(ready, kept), kept)
        yield IterationStarted(iteration=iteration, policy=policy.name, parent=brief.parent)
        count = len(ledger.entries)
        with suppress(BudgetError):
            yield from iterate(one, ready, ledger, policy, brief, iteration, clock, commands)
        if len(ledger.entries) == count:
            return
        kept = _adopted(ledger, ledger.entries[-1], kept)


def _adopted(ledger: Ledger, new: Entry, kept: Entry | None) -> Entry | None:
    """The new version where it is better than what is kept, else what is kept."""
    if new.judged.verdict != "better":
        return kept
    return new if kept is None or ledger.gain(new) > ledger.gain(kept) else kept


def _measured(ready: Prepared, brief: Brief, kept: Entry | None) -> Brief:
    """The brief with the figures of the version it shows: the original's, divided by what was gained."""
    time_s, (peak, mean) = ready.judge.main.time_s, ready.judge.base_memory
    found = kept.judged if kept is not None else None
    if found is not None and found.speedup is not None:
        return replace(
            brief,
            time_s=time_s / found.speedup.ratio,
            peak_memory_bytes=peak / (found.memory_ratio or 1.0),
            integral_byte_s=mean * time_s / (found.integral_ratio or 1.0),
        )
    return replace(brief, time_s=time_s, peak_memory_bytes=peak, integral_byte_s=mean * time_s)
