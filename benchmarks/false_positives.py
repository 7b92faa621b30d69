"""How often identical code is called better: single verdicts, and whole runs whose candidates are all identical.

    python benchmarks/false_positives.py [--trials 600] [--runs 100] [--keep FILE]

A trial is one candidate whose code compiles to the original's, judged by the judge of `burner optimize` and, where that
says better, by the last check of a run. Half of the trials have a busy process on the other core. The functions are those
of function_classes.py. A run is a whole `burner optimize` with 16 such candidates: its winner is a maximum of many.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from function_classes import CLASSES, FunctionClass
from judging import neighbour, prepared, project, share, verdict, version
from running import kept

from burner.events import RunFinished
from burner.policy.protocol import Attempt, Brief, Origin, Policy, Proposal
from burner.search.compare import Other
from burner.search.confirm import Confirmed
from burner.search.optimize import optimize
from burner.search.request import Request
from burner.target import Target

BLOCK = 260
"""Trials that share their preparations; a small number of trials takes some of each class."""
SLOW_ONE_IN = 5
CANDIDATES = 16
RUN_S = 300.0


@dataclass(frozen=True)
class Identical(Other):
    """What a run asks instead of rules and models: candidates that are the original."""

    kind: FunctionClass

    def policies(self, _target: Target) -> list[Policy]:
        """The only policy."""
        return [_Repeats(self.kind)]


class _Repeats:
    name = "identical"

    def __init__(self, kind: FunctionClass) -> None:
        self.kind = kind

    def propose(self, _brief: Brief, attempts: Sequence[Attempt], _count: int, _deadline: float) -> Iterator[Proposal]:
        """The original's code in other texts, once."""
        for index in range(0 if attempts else CANDIDATES):
            text = self.kind.function(passes=index + 1)
            yield Proposal({"work": text}, Origin("human", f"identical {index}"))


def trials(count: int) -> list[dict[str, Any]]:
    """Which class is tried how, slow ones last; those that share a preparation one after the other."""
    quick = [kind for kind in CLASSES if not kind.is_slow]
    slow = [kind for kind in CLASSES if kind.is_slow]
    cycle = [*quick * SLOW_ONE_IN, *slow]
    rows = []
    for number in range(count):
        kind = cycle[number % len(cycle)]
        busy = (number + number // len(cycle)) % 2 == 1
        rows.append({"id": f"trial {number}", "class": kind.name, "busy": busy, "number": number})
    last = {kind.name for kind in slow}
    rows.sort(key=lambda row: (row["class"] in last, row["number"] // BLOCK, row["class"], row["busy"], row["number"]))
    return rows


class Trials:
    """Judges identical code; the judge of a class is kept until another class is asked for."""

    def __init__(self, stack: ExitStack) -> None:
        self.stack = stack
        self.now: tuple[Any, ...] = ()
        self.ready: Any = None

    def one(self, row: dict[str, Any]) -> dict[str, Any]:
        """One verdict."""
        kind = next(kind for kind in CLASSES if kind.name == row["class"])
        wanted = (row["class"], row["busy"], row["number"] // BLOCK)
        if wanted != self.now:
            self.stack.close()
            self.stack.enter_context(neighbour(row["busy"]))
            self.ready = self.stack.enter_context(prepared(kind.files(), "work", row["number"]))
            self.now = wanted
        made = version(self.ready, {"work": kind.function(passes=1 + row["number"])})
        found, last = verdict(self.ready, made, row["number"])
        return {
            "class": row["class"],
            "busy": row["busy"],
            "verdict": found.verdict,
            "reason": found.reason,
            "ratio": found.speedup.ratio if found.speedup else None,
            "said_better": isinstance(last, Confirmed),
            "judge_s": found.judge_s,
            "noise": self.ready.noise,
            "clock": self.ready.judge.clock,
            "time_s": self.ready.judge.main.time_s,
        }


def whole_run(row: dict[str, Any]) -> dict[str, Any]:
    """One run of 16 identical candidates."""
    kind = next(kind for kind in CLASSES if kind.name == row["class"])
    began = time.monotonic()
    with project(kind.files()) as folder, neighbour(row["busy"]):
        request = Request(
            f"{folder / 'work.py'}::work", budget_s=RUN_S, seed=row["number"], python=sys.executable, candidates=16
        )
        events = list(optimize(request, other=Identical("identical code", b"", kind)))
    document = next(event.result for event in events if isinstance(event, RunFinished))
    verdicts = [candidate["verdict"] for candidate in document["candidates"]]
    return {
        "class": kind.name,
        "busy": row["busy"],
        "outcome": document["outcome"],
        "error": document["error"],
        "verdicts": {name: verdicts.count(name) for name in sorted(set(verdicts))},
        "speedup": document["best"] and document["best"]["speedup"],
        "wall_s": time.monotonic() - began,
    }


def runs(count: int) -> list[dict[str, Any]]:
    """Which class each whole run takes."""
    quick = [kind for kind in CLASSES if not kind.is_slow]
    return [
        {"id": f"run {number}", "class": quick[number % len(quick)].name, "busy": number % 2 == 1, "number": number}
        for number in range(count)
    ]


def main() -> None:
    """Print a line for each preparation and run, then the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=600)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--keep", default="false_positives.results.jsonl")
    options = parser.parse_args()
    keep = Path(options.keep)
    found = []
    with ExitStack() as stack:
        judge = Trials(stack)
        for row, result in kept(trials(options.trials), keep, judge.one):
            found.append(result)
            ratio = f"{result['ratio']:.3f}x" if result["ratio"] else ""
            with_whom = "busy" if result["busy"] else "quiet"
            print(
                f"{row['id']:<10} {result['class']:<12} {with_whom:<6} {result['verdict']:<20} {ratio:<8} "
                f"{'SAID BETTER' if result['said_better'] else ''}",
                flush=True,
            )
    whole = []
    for row, result in kept(runs(options.runs), keep, whole_run):
        whole.append(result)
        with_whom = "busy" if result["busy"] else "quiet"
        print(
            f"{row['id']:<10} {result['class']:<12} {with_whom:<6} {result['outcome']:<10} {result['verdicts']} "
            f"{result['wall_s']:.0f} s {result['error'] or ''}",
            flush=True,
        )
    report(found, whole)


def report(found: list[dict[str, Any]], whole: list[dict[str, Any]]) -> None:
    """Print the shares."""
    print("\nidentical code, one verdict each")
    for title, chosen in (
        ("quiet", [result for result in found if not result["busy"]]),
        ("busy neighbour", [result for result in found if result["busy"]]),
        *((kind.name, [result for result in found if result["class"] == kind.name]) for kind in CLASSES),
        ("all", found),
    ):
        if chosen:
            judge = sum(result["verdict"] == "better" for result in chosen)
            said = sum(result["said_better"] for result in chosen)
            seconds = statistics.median(result["judge_s"] for result in chosen)
            print(f"  {title:<15} said better {share(said, len(chosen))}; by the judge alone {judge}; {seconds:.1f} s")
    if whole:
        ended = [result for result in whole if result["outcome"] != "failed"]
        improved = sum(result["outcome"] == "improved" for result in ended)
        print(f"\nwhole runs of {CANDIDATES} identical candidates: improved {share(improved, len(ended))}")
        print(f"  failed runs {len(whole) - len(ended)}")


if __name__ == "__main__":
    main()
