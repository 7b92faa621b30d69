"""Compares ways of searching at equal seconds: the paper's loop, plain best-of-n, burner's search with and without rules.

    python benchmarks/search.py --data DIR [--tasks 40] [--budget 60s] [--half even] [--ways paper,sample,model] [--keep FILE]

Ways: `paper` (--search paper), `sample` (one plain prompt, as many answers as the time allows), `model` (burner's search,
model only), `rules`, `both`; and for the ablation `no-facts`, `no-strategies` (one general question), `no-archive` (always
from the original), `no-repair` and `no-refine`: `model` without one of its parts. All have the same model, sampler, KV
reuse and judge; loading the model and preparing count.
The even half of the ids is for developing, the odd half was never tuned on. What is accepted is checked and timed
afterwards by other means (see slow_functions.py). The ways of a task follow one another; a row that is kept is not run again.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from burner.config import duration_s
from burner.events import BestChanged, RunFinished
from burner.policy.llm import LlmPolicy
from burner.policy.load import open_llm
from burner.policy.prompting import Draw, Prompt
from burner.policy.protocol import Attempt, Brief, Proposal
from burner.policy.shown import shown, spans_of
from burner.search.optimize import optimize
from burner.search.request import Request

WAYS = {
    "paper": {"policy": "llm", "search": "paper"},
    "sample": {"policy": "llm"},
    "model": {"policy": "llm"},
    "rules": {"policy": "rules"},
    "both": {"policy": "auto"},
    "no-facts": {"policy": "llm"},
    "no-strategies": {"policy": "llm"},
    "no-archive": {"policy": "llm"},
    "no-repair": {"policy": "llm"},
    "no-refine": {"policy": "llm"},
}
MOST_ANSWERS = 400
TEMPERATURE = 0.8
SYSTEM = "You are an expert Python programmer."
QUESTION = "Make this function faster. Answer with the whole function in one ```python block."


class BestOfN:
    """Plain sampling: the same question again and again, nothing learnt in between."""

    name = "sample"

    def __init__(self, model: LlmPolicy) -> None:
        self._model = model

    def policies(self, _target: Any) -> list[Any]:
        """Itself, where a run takes the given versions of `burner compare` from."""
        self._model.begin()
        return [self]

    def propose(self, brief: Brief, _attempts: Sequence[Attempt], count: int, deadline: float) -> Iterator[Proposal]:
        """As many answers as the time allows."""
        spans = spans_of(brief.text)
        code = shown(brief, spans[brief.qualname], spans)
        user = f"{QUESTION}\n```python\n{code}\n```"
        prompt = Prompt(SYSTEM, user, "", brief.qualname, "sample", brief.parent, int(1.5 * len(code)) + 800)
        yield from self._model.answer(brief, [Draw(prompt, TEMPERATURE, nth) for nth in range(count)], deadline)


def without(way: str) -> None:
    """Take one part out of burner's search in this process, to see what it is worth."""
    from burner.policy import llm, prompting
    from burner.search import loop, refine

    def general_only(brief: Brief) -> list[Any]:
        return [fault for fault in diagnose(brief) if fault.kind == "general"]

    diagnose = llm.diagnose
    match way:
        case "no-facts":
            prompting._facts = lambda _brief, _qualname: ""  # noqa: SLF001  # a benchmark may reach inside
        case "no-strategies":
            llm.diagnose = general_only
        case "no-archive":
            loop.brief_from = lambda ready, _start: ready.brief
        case "no-repair":
            prompting.REPAIRS = 0
        case "no-refine":
            refine.REFINED = frozenset()


def one(way: str, target: str, budget_s: float, model: str | None) -> dict[str, Any]:
    """One run: the result document, and when the first version was judged better."""
    request = Request(target=target, budget_s=budget_s, model=None if way == "rules" else model, **WAYS[way])
    other: Any = None
    if way == "sample":
        other = BestOfN(open_llm(model))
        request = Request(target=target, budget_s=budget_s, candidates=MOST_ANSWERS)
    without(way)
    first_s, document = None, {}
    for event in optimize(request, other=other):
        if isinstance(event, BestChanged) and first_s is None:
            first_s = event.at
        if isinstance(event, RunFinished):
            document = dict(event.result)
    return {**document, "first_s": first_s}


def searched(way: str, folder: Path, target: str, options: argparse.Namespace) -> dict[str, Any]:
    """The same in a process of its own."""
    argv = [sys.executable, str(Path(__file__).resolve()), "--one", way, target, options.budget, options.model]
    began = time.monotonic()
    done = subprocess.run(argv, cwd=folder, capture_output=True, text=True, check=False)
    wall_s = time.monotonic() - began
    try:
        return {**json.loads(done.stdout), "seen_wall_s": wall_s}
    except ValueError:
        failed = {"outcome": "failed", "error": done.stderr[-800:], "best": None, "candidates": []}
        return {**failed, "seen_wall_s": wall_s}


def figures(way: str, rows: list[dict[str, Any]]) -> str:
    """What one way came to."""
    from slow_functions import summary

    firsts = [row["first_s"] for row in rows if row["first_s"] is not None]
    verdicts = Counter[str]()
    strategies = Counter[str]()
    for row in rows:
        verdicts.update(row["verdicts"])
        if "origin" in row:
            strategies[(row["origin"]["strategy"] or row["origin"]["kind"]).partition(":")[0]] += 1
    return "\n".join(
        [
            f"\n== {way}",
            summary(rows),
            f"first speed-up after      {f'{statistics.median(firsts):.1f} s' if firsts else '-'} (median of {len(firsts)})",
            f"candidates                {verdicts.total()}: {dict(verdicts.most_common())}",
            f"strategies that won       {dict(strategies.most_common())}",
        ]
    )


def main() -> None:
    """Print a line for each run, then the figures of each way."""
    from running import kept
    from slow_functions import line, rows_of, tried

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="folder of slow_functions.jsonl.gz")
    parser.add_argument("--tasks", type=int, default=40)
    parser.add_argument("--budget", default="60s")
    parser.add_argument("--half", choices=("even", "odd"), default="even")
    parser.add_argument("--ways", default="paper,sample,model,rules,both", help=f"of {', '.join(WAYS)}")
    parser.add_argument("--model", default="")
    parser.add_argument("--only", default="", help="ids, instead of a half")
    parser.add_argument("--keep", default="search.results.jsonl")
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        way, target, budget, model = options.one
        print(json.dumps(one(way, target, duration_s(budget), model or None)))
        return
    if not options.data:
        parser.error("--data DIR is needed")
    only = set(filter(None, options.only.split(",")))
    rows = [row for row in rows_of(Path(options.data), only) if only or not row["control"]]
    if not only:
        rows = [row for row in rows if int(row["id"][1:]) % 2 == (options.half == "odd")]
    ways = options.ways.split(",")
    asked = [
        {**row, "row": row["id"], "id": f"{row['id']} {way}", "way": way}
        for row in rows[: options.tasks]
        for way in ways
    ]
    found: dict[str, list[dict[str, Any]]] = {way: [] for way in ways}
    for row, result in kept(
        asked, Path(options.keep), lambda row: tried(row, lambda *place: searched(row["way"], *place, options))
    ):
        told = result | {"reference_gain": row["speedup_large"]}
        found[row["way"]].append(told)
        print(line(told), flush=True)
    for way, results in found.items():
        if results:
            print(figures(way, results))


if __name__ == "__main__":
    main()
