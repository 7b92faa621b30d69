"""The loop over policies: iterations from the best version so far, each proposal judged as soon as it is made."""

from __future__ import annotations

import itertools
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import asdict, replace

from burner.errors import BudgetError, UnavailableError
from burner.events import BestChanged, CandidateJudged, CandidateProposed, Event, IterationStarted, Log
from burner.policy.protocol import Attempt, Brief, Policy, Proposal
from burner.search.clock import RunClock
from burner.search.commands import Commands
from burner.search.elsewhere import elsewhere
from burner.search.judge import Judged, Looked
from burner.search.ledger import CLOSE, Entry, Ledger
from burner.search.prepare import Prepared
from burner.search.request import Request
from burner.search.versions import Rewritten, of_bytes, rewritten, with_text
from burner.target import Address, resolve

RULE_ROUNDS = 6
FAST, LOOKED_TOGETHER = 2.0, 6
"""The first rule's version that looks so many times faster is measured at once; others are looked at together."""
AS_FAST, LOOKS = 0.9, 0.85
"""Versions that look within 10 % of the fastest look equally fast; a first look may be 15 % too low."""
SLIGHT = 1.15
"""A rule's version that looks no faster than this is measured after the model was asked once: it gains little, if at all."""
FRUITLESS_ROUNDS = 4
"""Rounds of a model without a better version, after which it is not asked again."""


def search(
    request: Request,
    ready: Prepared,
    ledger: Ledger,
    policies: Sequence[Policy],
    clock: RunClock,
    commands: Commands,
) -> Iterator[Event]:
    """Ask the policies one after the other, each until it brings nothing more; ends by the clock or a cancel."""
    ledger.later = [] if len(policies) > 1 else None
    yield from _asked(request, ready, ledger, policies, clock, commands)
    yield from _decided(ready, ledger, ledger.later or [], clock, commands)


def _asked(
    request: Request,
    ready: Prepared,
    ledger: Ledger,
    policies: Sequence[Policy],
    clock: RunClock,
    commands: Commands,
) -> Iterator[Event]:
    iteration = 0
    for policy in policies:
        is_rules = policy.name == "rules"
        reason = elsewhere(ready) if len(policies) > 1 and not is_rules else None
        if reason is not None:
            yield Log(level="info", message=f"{policy.name} is not asked: {reason}")
            continue
        fruitless = 0
        for turn in range(RULE_ROUNDS) if is_rules else itertools.count():
            if not is_rules:
                commands.wait(clock.deadline)
            iteration += 1
            if commands.cancelled or clock.over or (request.iterations is not None and iteration > request.iterations):
                return
            best, count = ledger.best, len(ledger.entries)
            start, hint = commands.start(ledger, model=not is_rules)
            brief = replace(brief_from(ready, start), hint=hint)
            yield IterationStarted(iteration=iteration, policy=policy.name, parent=brief.parent)
            try:
                yield from iterate(request, ready, ledger, policy, brief, iteration, clock, commands)
                if not is_rules:
                    yield from _decided(ready, ledger, ledger.later or [], clock, commands)
            except UnavailableError as error:
                if len(policies) == 1 and not ledger.entries:
                    raise  # nothing was found that would be lost
                yield Log(level="warning", message=f"{policy.name} stopped: {error.message} ({error.hint})")
                break
            except BudgetError as error:
                if turn == 0:
                    yield Log(level="info", message=f"{policy.name} was not asked: {error.message} ({error.hint})")
                break
            fruitless = 0 if ledger.best is not best else fruitless + 1
            if commands.once is None and (
                len(ledger.entries) == count or fruitless >= (1 if is_rules else FRUITLESS_ROUNDS)
            ):
                break


def iterate(
    request: Request,
    ready: Prepared,
    ledger: Ledger,
    policy: Policy,
    brief: Brief,
    iteration: int,
    clock: RunClock,
    commands: Commands,
) -> Iterator[Event]:
    """Ask a policy once. What it proposes is looked at as soon as it is proposed, and soon measured where it looks fast.

    Of the rules' versions that come after a better one, or look only a little faster, several are looked at before the
    most promising is measured in full. What hardly gains is left in the ledger for later, where a model is to be asked.
    """
    attempts = [entry.attempt() for entry in ledger.entries]
    proposals = policy.propose(brief, attempts, request.candidates, clock.deadline)
    waiting: list[tuple[Entry, Looked]] = []
    is_rules = policy.name == "rules"
    together = LOOKED_TOGETHER if is_rules else 1
    while not clock.over and not commands.cancelled:
        began = time.monotonic()
        proposal = next(proposals, None)
        clock.model_s += time.monotonic() - began
        if proposal is None:
            break
        entry, looked = yield from _looked(ready, ledger, brief, proposal, iteration)
        if isinstance(looked, Looked) and looked.ratio >= FAST and not (is_rules and ledger.best):
            yield from _decided(ready, ledger, [(entry, looked)], clock, commands)
        elif isinstance(looked, Looked) and is_rules and ledger.later is not None and looked.ratio < SLIGHT:
            ledger.later.append((entry, looked))
        elif isinstance(looked, Looked):
            waiting.append((entry, looked))
            if len(waiting) == together:
                yield from _decided(ready, ledger, waiting, clock, commands)
        else:
            clock.judge_s += looked.judge_s
            yield announced(entry.id, looked, proposal.note)
        commands.take()
    yield from _decided(ready, ledger, waiting, clock, commands)


def _looked(
    ready: Prepared, ledger: Ledger, brief: Brief, proposal: Proposal, iteration: int
) -> Generator[Event, None, tuple[Entry, Judged | Looked]]:
    """Put a proposal into the ledger, with its verdict or what is known of it until it is measured."""
    ident = ledger.next_id()
    made = rewritten(ready.target, brief, proposal)
    yield CandidateProposed(
        id=ident,
        parent=brief.parent,
        iteration=iteration,
        origin=asdict(proposal.origin),
        source=made.text if isinstance(made, Rewritten) else "",
        diff=made.diff if isinstance(made, Rewritten) else "",
    )
    found = ready.judge.look(ident, made)
    known, ratio = (found.undecided(), found.ratio) if isinstance(found, Looked) else (found, None)
    entry = Entry(ident, brief.parent, iteration, proposal, known, ratio)
    ledger.entries.append(entry)
    return entry, found


def _decided(
    ready: Prepared, ledger: Ledger, waiting: list[tuple[Entry, Looked]], clock: RunClock, commands: Commands
) -> Iterator[Event]:
    """Measure those that wait, of what looks fastest the smallest change first; none waits afterwards."""
    while waiting:
        fastest = max(looked.ratio for _, looked in waiting)
        close = [pair for pair in waiting if pair[1].ratio >= AS_FAST * fastest]
        entry, looked = min(close, key=lambda pair: (pair[1].version.diff_lines, -pair[1].ratio))
        waiting.remove((entry, looked))
        best = ledger.best
        reason = _no_gain(ledger, entry, looked)
        if reason is not None:
            entry.judged = replace(looked.undecided(), reason=reason)
        elif not clock.over and not commands.cancelled:
            entry.judged = ready.judge.decide(looked, ledger.gain(best) if best else 1.0)
        judged = entry.judged
        clock.judge_s += judged.judge_s
        yield announced(entry.id, judged, entry.proposal.note)
        if ledger.best is entry and judged.speedup is not None and judged.rewritten is not None:
            clock.keep(judged.judge_s)
            yield BestChanged(id=entry.id, speedup=judged.speedup.to_json(), diff=judged.rewritten.diff)
        commands.take()


def _no_gain(ledger: Ledger, entry: Entry, looked: Looked) -> str | None:
    """Why a rule's version would not win over the best so far, as it looks: it is neither faster nor smaller."""
    best = ledger.best
    by_rule = entry.proposal.origin.kind == "rule"
    if best is None or best.judged.rewritten is None or ledger.objective != "time" or not by_rule:
        return None
    ratio = best.looked or ledger.gain(best)
    smaller = looked.version.diff_lines < best.judged.rewritten.diff_lines
    if looked.ratio >= ratio / CLOSE or (smaller and looked.ratio >= LOOKS * ratio):
        return None
    return f"{looked.ratio:.2f}x in a first look; {best.id} had {ratio:.2f}x{'' if smaller else ' and changes no more'}"


def announced(ident: str, judged: Judged, note: str) -> CandidateJudged:
    """The verdict as an event."""
    return CandidateJudged(
        id=ident,
        verdict=judged.verdict,
        stage=judged.stage,
        reason=judged.reason or note,
        counter_example=judged.counter_example,
        speedup=None if judged.speedup is None else judged.speedup.to_json(),
        memory_ratio=judged.memory_ratio,
        judge_s=round(judged.judge_s, 3),
        pairs=judged.pairs,
    )


def brief_from(ready: Prepared, start: Entry | None) -> Brief:
    """The brief for the next iteration: the original's, or that of the text it starts from."""
    if start is None or start.judged.rewritten is None:
        return ready.brief
    return replace(ready.brief, text=start.judged.rewritten.text, lines=(), parent=start.id)


def resumed(ready: Prepared, ledger: Ledger, past: Sequence[Attempt]) -> Generator[Event, None, None]:
    """Take over what an earlier run judged: rejected versions are not judged again, better ones are measured anew."""
    source = ready.target.source_file
    for attempt in past:
        text = attempt.proposal.functions.get("", "")
        if not text:
            continue
        made = of_bytes(ready.target, with_text(source, text).data)
        if attempt.verdict != "better":
            ready.judge.seen[made.digest] = attempt.id
            continue
        functions = {
            name: resolve(Address(source.path, name), made.text.encode()).source for name in made.version.edits
        }
        proposal = Proposal(functions, attempt.proposal.origin, made.version.imports, "from the resumed run")
        judged = ready.judge.judge(attempt.id, made, 1.0)
        ledger.entries.append(Entry(attempt.id, None, 0, proposal, judged))
        yield CandidateProposed(
            id=attempt.id,
            parent=None,
            iteration=0,
            origin=asdict(proposal.origin),
            source=made.text,
            diff=made.diff,
        )
        yield announced(attempt.id, judged, proposal.note)
    if past:
        yield Log(level="info", message=f"resumed with {len(past)} candidates judged before")
