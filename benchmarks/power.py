"""How often true gains of 3, 5, 10 and 30 % are found, and how many seconds the verdict takes.

    python benchmarks/power.py [--trials 400] [--min-speedup 1.05] [--keep FILE]

The original does 103, 105, 110 or 130 rounds of the same work, the candidate 100. Found means: the judge of `burner optimize`
says better and the last check of a run agrees. With the default of --min-speedup, a gain of 3 % is not asked for.
"""

from __future__ import annotations

import argparse
import statistics
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from function_classes import CLASSES, ROUNDS
from judging import prepared, share, verdict, version
from running import kept

from burner.measure.statistics import margin
from burner.search.confirm import Confirmed

GAINS = (3, 5, 10, 30)
BLOCK = 400
SLOW_ONE_IN = 5


def trials(count: int) -> list[dict[str, Any]]:
    """Which class is tried with which gain, slow ones last; those that share a preparation one after the other."""
    kinds = [kind for kind in CLASSES if not kind.unrolled]
    cycle = [*[kind for kind in kinds if not kind.is_slow] * SLOW_ONE_IN, *(kind for kind in kinds if kind.is_slow)]
    rows = []
    for number in range(count):
        kind, gain = cycle[number // len(GAINS) % len(cycle)], GAINS[number % len(GAINS)]
        rows.append({"id": f"trial {number}", "class": kind.name, "gain": gain, "number": number})
    last = {kind.name for kind in kinds if kind.is_slow}
    rows.sort(key=lambda row: (row["class"] in last, row["number"] // BLOCK, row["class"], row["gain"], row["number"]))
    return rows


class Trials:
    """Judges faster versions; the judge of a class and a gain is kept until another is asked for."""

    def __init__(self, stack: ExitStack, min_speedup: float) -> None:
        self.stack = stack
        self.min_speedup = min_speedup
        self.now: tuple[Any, ...] = ()
        self.ready: Any = None

    def one(self, row: dict[str, Any]) -> dict[str, Any]:
        """One verdict and its seconds."""
        kind = next(kind for kind in CLASSES if kind.name == row["class"])
        wanted = (row["class"], row["gain"], row["number"] // BLOCK)
        if wanted != self.now:
            self.stack.close()
            files = kind.files(ROUNDS + row["gain"] * ROUNDS // 100)
            self.ready = self.stack.enter_context(prepared(files, "work", row["number"]))
            gain = margin(self.min_speedup, self.ready.noise)
            self.ready.judge = replace(self.ready.judge, gain=gain)
            self.now = wanted
        made = version(self.ready, {"work": kind.function()})
        began = time.monotonic()
        found, last = verdict(self.ready, made, row["number"])
        return {
            "class": row["class"],
            "gain": row["gain"],
            "verdict": found.verdict,
            "reason": last.reason if not isinstance(last, Confirmed) else "",
            "ratio": last.speedup.ratio if last.speedup else None,
            "low": last.speedup.low if last.speedup else None,
            "high": last.speedup.high if last.speedup else None,
            "found": isinstance(last, Confirmed),
            "seconds": time.monotonic() - began,
            "judge_s": found.judge_s,
            "noise": self.ready.noise,
            "clock": self.ready.judge.clock,
        }


def main() -> None:
    """Print a line for each trial, then shares and seconds by gain."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=400)
    parser.add_argument("--min-speedup", type=float, default=1.05)
    parser.add_argument("--keep", default="power.results.jsonl")
    options = parser.parse_args()
    results = []
    with ExitStack() as stack:
        judge = Trials(stack, options.min_speedup)
        for row, result in kept(trials(options.trials), Path(options.keep), judge.one):
            results.append(result)
            ratio = f"{result['ratio']:.3f}x" if result["ratio"] else ""
            print(
                f"{row['id']:<10} {result['class']:<12} {result['gain']:>2} % {result['verdict']:<14} {ratio:<8} "
                f"{result['seconds']:5.1f} s  {result['reason']}",
                flush=True,
            )
    print(f"\nat --min-speedup {options.min_speedup}")
    for gain in GAINS:
        chosen = [result for result in results if result["gain"] == gain]
        if not chosen:
            continue
        hits = [result for result in chosen if result["found"]]
        took = sorted(result["seconds"] for result in chosen if not _is_slow(result))
        covered = sum(result["low"] <= 1 + gain / 100 <= result["high"] for result in hits)
        print(
            f"  a gain of {gain:>2} %: found {share(len(hits), len(chosen))}; median {statistics.median(took):.1f} s, "
            f"slowest {took[-1]:.1f} s (functions below 0.2 s); interval holds the true gain in {covered} of {len(hits)}"
        )
        missed = [result["class"] for result in chosen if not result["found"]]
        if missed and gain >= 10:
            print(f"     missed: {', '.join(f'{missed.count(name)} {name}' for name in sorted(set(missed)))}")


def _is_slow(result: dict[str, Any]) -> bool:
    return next(kind.is_slow for kind in CLASSES if kind.name == result["class"])


if __name__ == "__main__":
    main()
