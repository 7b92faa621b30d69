"""How benchmarks get a prepared judge for a small project, other processes that disturb it, and intervals for shares."""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

from burner.policy.protocol import Origin, Proposal
from burner.search import prepare
from burner.search.clock import RunClock
from burner.search.confirm import Confirmed, confirm
from burner.search.judge import Judged
from burner.search.prepare import Prepared, resolved
from burner.search.request import Request
from burner.search.versions import Rewritten, rewritten

PREPARE_S = 60.0
"""The budget of a run as a user has it: stages of the preparation take their share of it."""


@contextmanager
def prepared(files: Mapping[str, str], name: str, seed: int = 0, equality: str = "normal") -> Iterator[Prepared]:
    """A judge for `work.py::name` in a project of these files."""
    with project(files) as folder, ExitStack() as stack:
        request = Request(f"{folder / 'work.py'}::{name}", budget_s=PREPARE_S, seed=seed, python=sys.executable)
        request = replace(request, equality=equality)
        yield prepare.prepared(request, resolved(request), RunClock(PREPARE_S), stack)


@contextmanager
def project(files: Mapping[str, str]) -> Iterator[Path]:
    """A folder with these files."""
    with tempfile.TemporaryDirectory(prefix="burner-bench-") as place:
        folder = Path(place)
        for path, text in {"pyproject.toml": "", **files}.items():
            (folder / path).write_text(text, encoding="utf-8")
        yield folder


def version(ready: Prepared, functions: Mapping[str, str], imports: tuple[str, ...] = ()) -> Rewritten | str:
    """The project's file with other texts for some functions; why that can't be, where it can't."""
    return rewritten(ready.target, ready.brief, Proposal(functions, Origin("human", "benchmark"), imports))


def verdict(ready: Prepared, made: Rewritten | str, seed: int) -> tuple[Judged, Judged | Confirmed]:
    """What the judge says, and what the last check of a run makes of it."""
    judge = replace(ready.judge, seen={}, until=math.inf)
    found = judge.judge("c1", made, 1.0)
    return found, confirm(ready, found, seed, math.inf) if found.verdict == "better" else found


@contextmanager
def neighbour(busy: bool) -> Iterator[None]:
    """A process that computes all the time on the last core."""
    if not busy:
        yield
        return
    busy_until_orphaned = "import os\nparent = os.getppid()\nwhile os.getppid() == parent: pass"
    process = subprocess.Popen([sys.executable, "-c", busy_until_orphaned])
    try:
        psutil.Process(process.pid).cpu_affinity(psutil.Process().cpu_affinity()[-1:])
        yield
    finally:
        process.kill()
        process.wait()


def interval(hits: int, trials: int) -> tuple[float, float]:
    """The exact 95 % interval (Clopper and Pearson) of a share."""
    low = 0.0 if hits == 0 else _solve(lambda p: 1 - _below(hits - 1, trials, p) - 0.025)
    high = 1.0 if hits == trials else _solve(lambda p: 0.025 - _below(hits, trials, p))
    return low, high


def _below(hits: int, trials: int, p: float) -> float:
    """The chance of at most so many hits."""
    return sum(
        math.exp(
            math.lgamma(trials + 1)
            - math.lgamma(count + 1)
            - math.lgamma(trials - count + 1)
            + count * math.log(p)
            + (trials - count) * math.log1p(-p)
        )
        for count in range(hits + 1)
    )


def _solve(rising: Any) -> float:
    low, high = 1e-12, 1 - 1e-12
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2


def share(hits: int, trials: int) -> str:
    """Write "3 of 600 = 0.50 % (95 % interval 0.10-1.45 %)"."""
    if not trials:
        return "none tried"
    low, high = interval(hits, trials)
    return f"{hits} of {trials} = {hits / trials:.2%} (95% interval {low:.2%} to {high:.2%})"
