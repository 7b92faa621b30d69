"""What judging costs: milliseconds of each stage, beside a fresh interpreter and a fresh sandbox for each version.

    python benchmarks/judge_cost.py [--versions 5] [--sizes 100,1000,10000]

The function is one of function_classes.py ("grows"), the versions are faster ones, so that none ends early, and of one
recorded length each; with the length of the input grows what one call takes, from 0.1 to 10 ms. Two at a time means two
judges of their own, as a pool of two workers has them in training.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from function_classes import CLASSES, ROUNDS
from judging import prepared, version

from burner.measure.timing import FEWEST_PAIRS, first_calls, measure, memory, screen
from burner.sandbox.place import Place
from burner.verify.behaviour import Side, check
from burner.verify.guard import guard

KIND = next(kind for kind in CLASSES if kind.name == "grows")
MORE = 2 * ROUNDS


def took_s(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def stages(ready: Any, made: Any, number: int) -> dict[str, float]:
    """Seconds of each stage for one version, as the judge runs them; the last is the judge as a whole."""
    judge = replace(ready.judge, seen={})
    side = Side(judge.original.server, made.version)
    found = {
        "static guard": took_s(lambda: guard(ready.target.source_file.text, made.text, made.version.edits)),
        "a worker": took_s(lambda: side.fork().end()),
        f"differential run, {len(judge.cases)} calls": took_s(lambda: check(side, judge.cases, judge.level)),
        "screening": took_s(lambda: screen(judge.original, side, judge.main, judge.clock)),
        "full measurement": took_s(lambda: measure(judge.original, side, judge.main, judge.clock, judge.gain)),
        "memory": took_s(lambda: memory(side, judge.main)),
        "first calls": took_s(
            lambda: [
                first_calls(judge.original, side, judge.main, judge.clock, turn, None) for turn in range(FEWEST_PAIRS)
            ]
        ),
        "the tests, in a fresh process": took_s(lambda: judge.run_tests(made.data)),
    }
    judged = judge.judge(f"c{number}", made, 1.0)
    return {**found, f"the whole judge ({judged.verdict})": judged.judge_s}


def two_at_a_time_s(pair: Sequence[Any], count: int) -> float:
    """Seconds for `count` versions on each of two prepared judges at the same time."""

    def all_of(ready: Any) -> None:
        for number in range(count):
            made = version(ready, {"work": KIND.function(ROUNDS, passes=number)})
            replace(ready.judge, seen={}).judge(f"c{number}", made, 1.0)

    with ThreadPoolExecutor(len(pair)) as threads:
        return took_s(lambda: list(threads.map(all_of, pair)))


def fresh(place: Place, *, sandboxed: bool) -> None:
    """Start the project's Python, import the module, and end."""
    argv = [str(place.python.path), "-c", "import work"]
    if not sandboxed:
        subprocess.run(argv, cwd=place.root, check=True)
        return
    process = place.isolation.start(argv, place.jail(cpu_s=None, writable=False, environment={}))
    process.wait()
    place.isolation.end(process)


def main() -> None:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--versions", type=int, default=5)
    parser.add_argument("--sizes", default="100,1000,10000")
    options = parser.parse_args()
    for size in map(int, options.sizes.split(",")):
        files = KIND.files(MORE)
        files["test_work.py"] += f"\n\ndef test_size():\n    assert work('a' * {size})[1] == {size}\n"
        began = time.perf_counter()
        with prepared(files, "work") as ready, prepared(files, "work") as other:
            prepare_s = time.perf_counter() - began
            rows = []
            for number in range(options.versions):
                made = version(ready, {"work": KIND.function(ROUNDS, passes=number)})
                rows.append(stages(ready, made, number))
            print(
                f"\none call takes {ready.judge.main.time_s * 1000:.2f} ms; all before the first version {prepare_s / 2:.1f} s"
            )
            for name in rows[0]:
                print(f"  {name:<42} {statistics.median(row.get(name, 0.0) for row in rows) * 1000:9.1f} ms")
            whole_s = statistics.median(list(row.values())[-1] for row in rows)
            print(f"  versions per minute, one after the other   {60 / whole_s:9.1f}")
            both_s = two_at_a_time_s((ready, other), options.versions)
            print(f"  versions per minute, two at a time         {120 * options.versions / both_s:9.1f}")
            for name, sandboxed in (("a fresh interpreter", False), ("a fresh sandbox", True)):
                each_s = statistics.median(took_s(lambda: fresh(ready.place, sandboxed=sandboxed)) for _ in range(5))  # noqa: B023
                print(f"  {name + ' that imports the module':<42} {each_s * 1000:9.1f} ms")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    main()
