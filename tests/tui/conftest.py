"""The app on a small project, with an engine that plays a recorded run and writes down what it is told."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("textual", reason="the extra tui is not installed")

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
    to_json,
)
from burner.history.store import History
from burner.report.document import Baseline, Best, Candidate, Evidence, Speedup, Target, build_result
from burner.target import diff, read_source
from burner.tui.app import BurnerApp

SLOW = '''\
"""Work."""


def unique(items):
    """Each item once, in order."""
    seen = []
    for item in items:
        if item not in seen:
            seen.append(item)
    return seen


class Shop:
    def total(self, prices):
        return sum(prices)
'''
BODY = SLOW[SLOW.index("    seen = []") : SLOW.index("\n\nclass")]
FAST = SLOW.replace(BODY, "    return list(dict.fromkeys(items))\n")
SETS = SLOW.replace("if item not in seen:", "if item not in set(seen):")
QUADRATIC = {"in": "len(items)", "exponent": 2.0, "low": 1.9, "high": 2.1, "label": "n^2"}
LINEAR = {"in": "len(items)", "exponent": 1.0, "low": 0.9, "high": 1.1, "label": "n"}
RULE = {"kind": "rule", "name": "BRN105", "strategy": None, "parent": None}
MODEL = {"kind": "llm", "name": "qwen2.5-coder-1.5b", "strategy": "membership", "parent": None}


def figures(ratio: float) -> dict:
    """A speed-up as events carry it."""
    return {
        "ratio": ratio,
        "low": ratio * 0.95,
        "high": ratio * 1.05,
        "confidence": 0.95,
        "clock": "cpu",
        "pairs": 24,
    }


def played(file: Path, run: str = "01run", *, better: bool = True) -> list[Event]:
    """The events of one whole run of `unique` in a file."""
    source = read_source(file)
    fast = diff(source, FAST.encode())
    sets = diff(source, SETS.encode())
    pairs = tuple(11.8 + (number * 7 % 11) / 10 for number in range(24))
    points = tuple((2**n, 1e-8 * 4**n) for n in range(5, 11))
    events: list[Event] = [
        RunStarted(
            run=run, target="work.py::unique", objective="time", policy="auto", budget_s=60.0, seed=0, python=""
        ),
        TargetResolved(file=str(file), qualname="unique", first_line=4, last_line=10, source=BODY, at=0.1),
        Log(level="warning", message="3 calls are left out", at=2.0),
        WorkloadReady(tests=3, recorded_calls=12, generated_calls=400, at=4.1),
        BaselineMeasured(
            time_s=0.0123,
            peak_memory_bytes=81_920,
            integral_byte_s=1007.0,
            growth=QUADRATIC,
            lines=((7, 4096, 0.21), (8, 4096, 0.71), (9, 1024, 0.05)),
            input="len(items) = 1,024",
            points=points,
            at=6.2,
        ),
        SelfChecked(spread=0.008, clock="cpu", at=7.0),
        IterationStarted(iteration=1, policy="rules", at=7.0),
        CandidateProposed(id="c1", parent=None, iteration=1, origin=RULE, source=SETS, diff=sets, at=7.1),
        CandidateJudged(
            id="c1",
            verdict="no_difference",
            stage="full time",
            reason="1.01x",
            speedup=figures(1.01),
            judge_s=1.5,
            at=9,
        ),
        IterationStarted(iteration=2, policy="llm", parent=None, at=9.1),
        CandidateProposed(id="c2", parent=None, iteration=2, origin=MODEL, source="", diff="", at=14.0),
        CandidateJudged(
            id="c2",
            verdict="wrong",
            stage="differential run",
            reason="another result",
            counter_example="unique([1, True]): [1] instead of [1, True]",
            judge_s=0.2,
            at=14.3,
        ),
    ]
    if better:
        events += [
            CandidateProposed(id="c3", parent="c1", iteration=2, origin=MODEL, source=FAST, diff=fast, at=18.0),
            CandidateJudged(
                id="c3",
                verdict="better",
                stage="scaling",
                reason="",
                speedup=figures(12.4),
                judge_s=2,
                pairs=pairs,
                at=20,
            ),
            BestChanged(id="c3", speedup=figures(12.4), diff=fast, at=20.1),
        ]
    document = build_result(
        run=run,
        target=Target(file=str(file), qualname="unique", first_line=4, last_line=10),
        objective="time",
        baseline=Baseline(time_s=0.0123, peak_memory_bytes=81_920, integral_byte_s=1007.0, growth=QUADRATIC),
        best=Best(
            source=FAST,
            diff=fast,
            origin=MODEL,
            speedup=Speedup(ratio=12.2, low=11.9, high=12.6, clock="cpu", pairs=30),
            memory_ratio=1.0,
            growth=LINEAR,
        )
        if better
        else None,
        evidence=Evidence(
            tests=3, recorded_calls=12, generated_calls=400, mutants_killed=11, mutants=12, strength="strong"
        ),
        self_check_spread=0.008,
        candidates=[
            Candidate(id="c1", iteration=1, origin=RULE, verdict="no_difference", stage="full time", reason="")
        ],
        wall_s=27.4,
    )
    after = tuple((size, 2e-8 * size) for size, _ in points)
    seconds = tuple((0.0123 * ratio / 12, 0.0123 / 12) for ratio in pairs)
    events.append(RunFinished(result=document, winner="c3" if better else None, pairs=seconds, points=after, at=27.4))
    return events


ENGINE = """
import json, pathlib, sys, time, threading
told = pathlib.Path(sys.argv[1]); pause = float(sys.argv[2]); arguments = sys.argv[3:]
with told.open("a") as file: file.write(json.dumps(arguments) + chr(10))
if arguments[0] == "check":
    print((told.parent / "findings.json").read_text())
    raise SystemExit(1)
if arguments[0] != "optimize":
    print((told.parent / f"{arguments[0]}.json").read_text())
    raise SystemExit(0)
cancelled, heard = threading.Event(), threading.Event()
def listen():
    for line in sys.stdin:
        with told.open("a") as file: file.write(line)
        heard.set()
        if "cancel" in line: cancelled.set()
threading.Thread(target=listen, daemon=True).start()
lines = (told.parent / "events.jsonl").read_text().splitlines()
for line in lines:
    if line == "DIE":
        print("error: the model's memory ran out", file=sys.stderr); raise SystemExit(70)
    if line == "WAIT":
        cancelled.wait(20); continue
    print(line, flush=True); time.sleep(pause)
if "--resume" in arguments: heard.wait(5)  # a run that goes on may be told something at its beginning
"""


@dataclass
class Bench:
    """A project, and an engine that plays what `plays` was given."""

    folder: Path
    home: Path
    slow: str = SLOW
    fast: str = FAST

    def played(self, run: str = "01run", *, better: bool = True) -> list[Event]:
        """The events of a whole run of `unique`."""
        return played(self.file, run, better=better)

    def stored(self, run: str = "01run", *, better: bool = True) -> None:
        """Put a run into the history."""
        with History.open() as history:
            events = self.played(run, better=better)
            history.start(run, target="work.py::unique", request={"policy": "auto"}, folder=self.folder)
            for event in events:
                history.append(run, event)
            history.finish(run, events[-1].result)

    @staticmethod
    async def until(there: Callable[[], object], seconds: float = 60.0) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + seconds
        while not there():
            assert time.monotonic() < deadline, "it did not happen"
            await asyncio.sleep(0.02)

    @property
    def file(self) -> Path:
        """The file of the project."""
        return self.folder / "work.py"

    @property
    def program(self) -> tuple[str, ...]:
        """What is started in burner's place."""
        return (sys.executable, str(self.home / "engine.py"), str(self.home / "told.jsonl"), "0.0")

    def plays(self, *lines: Event | str) -> None:
        """Let the engine play these; "WAIT" waits for a cancel, "DIE" ends it."""
        text = [line if isinstance(line, str) else to_json(line) for line in lines]
        (self.home / "events.jsonl").write_text("\n".join(text) + "\n", encoding="utf-8")

    def told(self) -> list:
        """What the engine was started with and told."""
        path = self.home / "told.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    @asynccontextmanager
    async def app(self, size: tuple[int, int] = (80, 24), wanted: str = "", *, messages: bool = False):
        """The app under a pilot, its functions, findings and history there."""
        app = BurnerApp(self.folder, wanted, self.program)
        async with app.run_test(size=size, notifications=messages) as pilot:
            await self.until(lambda: app.home.ready)
            await pilot.pause()
            yield app, pilot


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A project of one file whose tests name its function, and an engine that plays a run."""
    for name in ("NO_COLOR", "COLORTERM", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    folder = tmp_path / "shop"
    (folder / "tests").mkdir(parents=True)
    (folder / "pyproject.toml").write_text("[project]\nname = 'shop'\n", encoding="utf-8")
    (folder / "work.py").write_text(SLOW, encoding="utf-8")
    (folder / "tests" / "test_work.py").write_text("def test_unique():\n    pass\n", encoding="utf-8")
    finding = {
        "path": "work.py",
        "rule": "BRN105",
        "line": 6,
        "message": "build a dict of the items",
        "cost": "quadratic",
    }
    home = tmp_path / "engine"
    home.mkdir()
    (home / "engine.py").write_text(ENGINE, encoding="utf-8")
    findings = {"findings": [{**finding, "function": "unique"}]}
    (home / "findings.json").write_text(json.dumps(findings), encoding="utf-8")
    made = Bench(folder, home)
    made.plays(*played(made.file))
    return made
