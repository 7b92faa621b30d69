"""A search that was recorded once and is played back: the command line is tested without a sandbox or a model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from burner.cli.main import main
from burner.errors import BurnerError
from burner.events import (
    BaselineMeasured,
    BestChanged,
    CandidateJudged,
    CandidateProposed,
    Event,
    IterationStarted,
    Log,
    RunFinished,
    RunStarted,
    SelfChecked,
    TargetResolved,
    WorkloadReady,
)
from burner.report.document import Baseline, Best, Candidate, Evidence, Speedup, Target, build_result
from burner.target import diff, read_source

SLOW = '''\
def unique(items):
    """Each item once, in order."""
    seen = []
    for item in items:
        if item not in seen:
            seen.append(item)
    return seen


def other():
    return 1
'''
FAST = SLOW.replace(
    SLOW[SLOW.index("    seen = []") : SLOW.index("\n\ndef other")],
    "    return list(dict.fromkeys(items))\n",
)
FIGURES = {"ratio": 3.21, "low": 3.05, "high": 3.36, "confidence": 0.95, "clock": "cpu", "pairs": 24}
GROWTH = {"in": "len(items)", "exponent": 2.0, "low": 1.9, "high": 2.1, "label": "n^2"}
LINEAR = {"in": "len(items)", "exponent": 1.0, "low": 0.9, "high": 1.1, "label": "n"}
RULE = {"kind": "rule", "name": "BRN101", "strategy": None, "parent": None}
LLM = {"kind": "llm", "name": "qwen2.5-coder-1.5b", "strategy": "one fault", "parent": None}
COUNTER = "unique([1, True]): [1] instead of [1, True]"


@dataclass
class FakeSearch:
    """Plays a run; `outcome` is improved, unchanged or an error to raise. Remembers what it was asked."""

    outcome: str | BaseException = "improved"
    fast: str | bytes = FAST
    run: str = "0001run"
    strength: str = "strong"
    on_event: Callable[[Event], None] | None = None
    requests: list = field(default_factory=list)
    past: list = field(default_factory=list)
    commands: object = None
    other: object = None
    closed: bool = False

    def __call__(self, request, commands=None, past=(), other=None) -> Iterator[Event]:
        """Yield the events of one run."""
        self.other = other
        self.requests.append(request)
        self.past, self.commands = list(past), commands
        try:
            for event in self._events(request, f"{self.run}{len(self.requests)}"):
                yield event
                if self.on_event:
                    self.on_event(event)
        finally:
            self.closed = True

    def _events(self, request, run):
        file, _, qualname = request.target.partition("::")
        yield RunStarted(
            run=run,
            target=request.target,
            objective=request.objective,
            policy=request.policy,
            budget_s=request.budget_s,
            seed=request.seed,
            python="",
            resumes=request.resume,
        )
        source = read_source(Path(file))
        new = self.fast if isinstance(self.fast, bytes) else self.fast.encode()
        text = new.decode(source.encoding)
        target = Target(file=str(source.path), qualname=qualname, first_line=1, last_line=7)
        yield TargetResolved(at=0.1, file=target.file, qualname=qualname, first_line=1, last_line=7, source=SLOW)
        yield WorkloadReady(at=1.0, tests=3, recorded_calls=8, generated_calls=120, set_aside=("test_x: fails",))
        yield BaselineMeasured(
            at=1.5,
            time_s=0.0123,
            peak_memory_bytes=1_310_720,
            integral_byte_s=1000.0,
            growth=GROWTH,
            lines=((5, 4000, 0.9), (6, 200, 0.1)),
            input="len(items) = 2,000",
        )
        yield SelfChecked(at=1.6, spread=0.012, clock="cpu")
        if isinstance(self.outcome, BaseException):
            raise self.outcome
        candidates = []
        if request.iterations != 0:
            yield IterationStarted(at=1.7, iteration=1, policy="rules")
            patch = diff(source, new)
            verdict = "better" if self.outcome == "improved" else "no_difference"
            figures = FIGURES if self.outcome == "improved" else {**FIGURES, "ratio": 1.01, "low": 0.99, "high": 1.03}
            for ident, origin, said, reason, counter, speed in (
                ("c1", LLM, "wrong", "another result", COUNTER, None),
                ("c2", RULE, verdict, "", None, figures),
            ):
                yield CandidateProposed(
                    at=2.0, id=ident, parent=None, iteration=1, origin=origin, source=f"{text}# {ident}\n", diff=patch
                )
                yield CandidateJudged(
                    at=2.1, id=ident, verdict=said, stage="full", reason=reason, counter_example=counter, speedup=speed
                )
                candidates.append(
                    Candidate(
                        id=ident,
                        iteration=1,
                        origin=origin,
                        verdict=said,
                        stage="full",
                        reason=reason,
                        counter_example=counter,
                        speedup=speed,
                    )
                )
            if self.outcome == "improved":
                yield BestChanged(at=2.2, id="c2", speedup=figures, diff=patch)
        yield Log(at=2.3, level="warning", message="no model is installed: burner model pull")
        better = self.outcome == "improved" and request.iterations != 0
        yield RunFinished(
            at=3.0,
            result=build_result(
                run=run,
                target=target,
                objective=request.objective,
                baseline=Baseline(time_s=0.0123, peak_memory_bytes=1_310_720, integral_byte_s=1000.0, growth=GROWTH),
                best=Best(
                    source=text,
                    diff=diff(source, new),
                    origin=RULE,
                    speedup=Speedup(ratio=3.21, low=3.05, high=3.36, clock="cpu", pairs=24),
                    memory_ratio=1.0,
                    integral_ratio=3.2,
                    growth=LINEAR,
                )
                if better
                else None,
                evidence=Evidence(
                    tests=3,
                    recorded_calls=8,
                    generated_calls=120,
                    mutants_killed=11,
                    mutants=12,
                    strength=self.strength,
                ),
                self_check_spread=0.012,
                machine={"processor": "a processor", "system": "Linux"},
                candidates=candidates,
                wall_s=3.0,
                model_s=1.0,
                judge_s=0.5,
            ),
        )


@dataclass
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """Stdout as the JSON document that it must be."""
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def _own_world(tmp_path, monkeypatch):
    """Keep the developer's terminal, environment and folder out of the tests."""
    for name in ("NO_COLOR", "FORCE_COLOR", "VIRTUAL_ENV"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def shop():
    """A project's file with a slow function."""
    file = Path("shop.py")
    file.write_text(SLOW)
    return file


@pytest.fixture
def burner(capsys):
    """Run a command with a played search and return how it ended."""

    def run(*arguments, search=None):
        code = main([str(argument) for argument in arguments], search=search or FakeSearch())
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def fake():
    """The played search, to be made with another outcome."""
    return FakeSearch


@pytest.fixture
def failure():
    """An error of the given kind with a message and a hint."""

    def make(kind: type[BurnerError]) -> BurnerError:
        return kind("it does not work", "do something else")

    return make
