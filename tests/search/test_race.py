"""Which of the rules' versions is measured in full first, and what becomes of those for which no time is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from types import SimpleNamespace
from typing import Any

import pytest

from burner.events import BestChanged, CandidateJudged
from burner.measure.statistics import Speedup
from burner.policy.protocol import Attempt, Brief, Origin, Proposal
from burner.search.clock import RunClock
from burner.search.commands import Commands
from burner.search.judge import Judged, Looked
from burner.search.ledger import Ledger
from burner.search.loop import LOOKED_TOGETHER, iterate, search
from burner.search.request import Request
from burner.search.versions import Rewritten
from burner.target import Target, parse_address, resolve

MODULE = "def pick(items):\n    return sorted(items)[0]\n"


class Rules:
    """Proposes one version for each first look, under the name of the rules."""

    name = "rules"

    def __init__(self, count: int, changes: Sequence[int] = ()) -> None:
        self.count = count
        self.changes = changes

    def propose(self, _brief: Brief, _attempts: Sequence[Attempt], _count: int, _deadline: float) -> Iterator[Proposal]:
        """Yield versions that differ in a number, once."""
        count, self.count = self.count, 0
        for number in range(count):
            more = "    pass\n" * (self.changes[number] if self.changes else 1)
            yield Proposal(
                {"pick": f"def pick(items):\n{more}    return min(items) + {number}\n"}, Origin("rule", "BRN161")
            )


@dataclass
class FakeJudge:
    """Knows how fast each version looks, and finds just that when it measures; remembers in which order it measured."""

    looks: Sequence[float]
    clock: RunClock
    ends_after: int = 99
    measured: list[float] = field(default_factory=list)

    def look(self, ident: str, made: Rewritten) -> Looked:
        """The next first look."""
        return Looked(made, SimpleNamespace(), self.looks[int(ident[1:]) - 1], 0.0)  # type: ignore[arg-type]

    def decide(self, looked: Looked, _best: float) -> Judged:
        """Better, by as much as it looked."""
        self.measured.append(looked.ratio)
        if len(self.measured) == self.ends_after:
            self.clock.began -= 1e6
        found = Speedup(looked.ratio, looked.ratio, looked.ratio, 0.95, "cpu", 6)
        return Judged("better", "full", "", looked.version, speedup=found)


@pytest.fixture
def target(tmp_path: Path) -> Target:
    """A function to rewrite."""
    path = tmp_path / "shop.py"
    path.write_text(MODULE)
    return resolve(parse_address(f"{path}::pick"))


def race(
    target: Target, looks: Sequence[float], ends_after: int = 99, changes: Sequence[int] = ()
) -> tuple[list[float], list[Any], Ledger]:
    """The ratios in the order in which they were measured, the events, and the ledger; `changes` are lines added."""
    clock, ledger = RunClock(60), Ledger("time")
    judge = FakeJudge(looks, clock, ends_after)
    ready = SimpleNamespace(target=target, judge=judge)
    brief, request = Brief(text=MODULE, qualname="pick"), Request(target="shop.py::pick")
    commands = Commands(SimpleQueue())
    rules = Rules(len(looks), changes)
    events = list(iterate(request, ready, ledger, rules, brief, 1, clock, commands))  # type: ignore[arg-type]
    return judge.measured, events, ledger


def test_a_fast_one_is_measured_at_once_and_the_rest_by_promise(target: Target) -> None:
    """The first speed-up would wait behind versions that gain next to nothing, and the time go into those that lose."""
    measured, events, ledger = race(target, [1.3, 1.4, 3.0, 40.0, 2.5])

    assert measured == [3.0, 40.0]
    assert [event.id for event in events if isinstance(event, BestChanged)] == ["c3", "c4"]
    assert [entry.id for entry in ledger.entries] == ["c1", "c2", "c3", "c4", "c5"]
    assert {event.id for event in events if isinstance(event, CandidateJudged)} == {"c1", "c2", "c3", "c4", "c5"}
    assert "c4 had 40.00x" in ledger.entries[0].judged.reason


def test_of_what_looks_equally_fast_the_smallest_change_is_measured(target: Target) -> None:
    """Each rule that adds nothing to a combination would cost a whole measurement."""
    measured, _, ledger = race(target, [3.0, 3.1, 2.9, 3.0], changes=[4, 3, 1, 2])

    assert measured == [3.0, 2.9]
    assert ledger.best is ledger.entries[2]


def test_a_large_catalogue_is_not_looked_through_first(target: Target) -> None:
    """With many proposals the budget could end before one of them is measured."""
    looks = [1.2] * (LOOKED_TOGETHER - 1) + [1.5, 1.9]
    measured, _, _ = race(target, looks)

    assert measured == [1.5, 1.9]


def test_what_no_time_is_left_for_is_undecided(target: Target) -> None:
    """A version that was never measured must not vanish from the ledger, nor pass for better."""
    _, events, ledger = race(target, [1.6, 1.45], ends_after=1, changes=[2, 1])

    assert [(entry.id, entry.judged.verdict) for entry in ledger.entries] == [("c1", "undecided"), ("c2", "better")]
    last = [event for event in events if isinstance(event, CandidateJudged)][-1]
    assert "1.60x in a first look; there was no time" in last.reason


class Model(Rules):
    """Proposes nothing, and remembers what was measured when it was asked."""

    name = "model"

    def __init__(self, judge: FakeJudge) -> None:
        super().__init__(0)
        self.judge = judge
        self.measured: list[float] = []

    def propose(self, *_: Any) -> Iterator[Proposal]:
        """Nothing."""
        self.measured = [*self.judge.measured]
        return iter(())


@pytest.mark.parametrize(("over", "verdict"), [(False, "better"), (True, "undecided")])
def test_the_model_is_asked_before_what_gains_next_to_nothing(
    target: Target, monkeypatch: pytest.MonkeyPatch, over: bool, verdict: str
) -> None:
    """Most of a short budget would go into measuring versions that are as fast as the original."""
    monkeypatch.setattr("burner.search.loop.elsewhere", lambda _: None)
    clock, ledger = RunClock(60), Ledger("time")
    judge = FakeJudge([1.3, 1.01] if over else [1.01, 1.02], clock, ends_after=1 if over else 99)
    model = Model(judge)
    ready = SimpleNamespace(target=target, judge=judge, brief=Brief(text=MODULE, qualname="pick"))
    policies = [Rules(2), model]
    events = list(search(Request("shop.py::pick"), ready, ledger, policies, clock, Commands(SimpleQueue())))  # type: ignore[arg-type]

    assert (model.measured, judge.measured) == ([], [1.3] if over else [1.02])
    assert {entry.id: entry.judged.verdict for entry in ledger.entries}["c2"] == verdict
    assert {event.id for event in events if isinstance(event, CandidateJudged)} >= {"c1", "c2"}
