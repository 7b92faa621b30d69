"""How time grows with one dimension of the input: grown calls, their times, and the fitted exponent."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from burner.measure.statistics import t95
from burner.policy.protocol import Growth
from burner.sandbox.channel import GarbageError, GoneError, LateError
from burner.sandbox.forkserver import numbers
from burner.verify.behaviour import Side
from burner.workload.grow import Way, ways
from burner.workload.trees import count_nodes

TARGET_S = 0.012
"""A grown call of the original is to take about this long: enough to show its cost, short enough to be repeated."""
LONGEST_S = 0.06
MOST_NODES = 60_000
MOST_STEPS = 22
IDLE_GROWTH, IDLE_TIMES = 60, 3.0
"""A way is given up when so many times the size takes less than so many times as long."""
FINER = 4
"""Where doubling leads to calls that take too long, smaller steps follow: so many to where doubling led."""
FITTED_FROM_S = 0.0002
SURE_S = 0.002
"""After a call of this length, the next larger one is long enough to be read from a single run."""
STEP_LIMIT_S = 4.0


@dataclass(frozen=True)
class Grown:
    """One way of growing the calls, with what was seen: sizes and seconds of the original, smallest first."""

    way: Way
    base: Any
    sizes: tuple[int, ...]
    times_s: tuple[float, ...]

    @property
    def time_s(self) -> float:
        """Seconds of the largest call."""
        return self.times_s[-1]

    def calls(self, count: int, seed: int) -> tuple[Any, ...]:
        """Calls of the largest size with different values."""
        return tuple(self.way.grow(self.base, self.sizes[-1], seed + index) for index in range(count))

    def points(self, times_s: Sequence[float]) -> tuple[tuple[int, float], ...]:
        """(size, seconds) for the times of a version at these sizes."""
        return tuple((size, round(took_s, 9)) for size, took_s in zip(self.sizes, times_s, strict=True))

    def fit(self) -> Growth | None:
        """The exponent of time against size over the sizes where time can be read."""
        return fit(self.way.name, self.sizes, self.times_s)


def explore(
    side: Side,
    function: str,
    calls: Sequence[Any],
    parameters: Sequence[str],
    until: float,
    enough_s: float = TARGET_S,
    fewest: int = 1,
    begin: Sequence[Any] = (),
) -> list[Grown]:
    """Grow the calls in every way that the original bears, the one whose time grows most first.

    What is grown is one of `begin`, or of all calls; what is put in is made after all of them. A way ends at a call of
    `enough_s`, but not before `fewest` sizes were seen.
    """
    found: list[Grown] = []
    for way in ways(calls, parameters, begin):
        if time.monotonic() > until:
            break
        grown = _grow(side, function, way, begin or calls, until, (enough_s, fewest))
        if grown is not None:
            found.append(grown)
    found.sort(key=lambda grown: -_worth(grown))
    return found


def _worth(grown: Grown) -> float:
    """Longer calls show more; among long ones, those that grow faster.

    Both count in coarse steps: ways that are alike but for noise stay in their order, so that runs can be repeated.
    """
    fitted = grown.fit()
    return round(min(grown.time_s, TARGET_S) / TARGET_S, 1) + (
        0.3 * round(min(fitted.exponent, 4.0)) if fitted else 0.0
    )


def _grow(
    side: Side, function: str, way: Way, calls: Sequence[Any], until: float, enough: tuple[float, int]
) -> Grown | None:
    base = way.base(calls)
    sizes: list[int] = []
    times_s: list[float] = []
    size = way.size(base)
    step = ceiling = 0
    for _ in range(MOST_STEPS):
        tree = way.grow(base, size, 0)
        if count_nodes(tree) > MOST_NODES:
            break
        took_s = _time_one(side, function, tree, once=bool(times_s) and times_s[-1] > SURE_S)
        if took_s is None or took_s > LONGEST_S:
            step = 0 if step or not sizes else (size - sizes[-1]) // FINER  # doubling steps over what is exponential
            if not step:
                break
            ceiling = size
            size = sizes[-1] + step
            continue
        sizes.append(size)
        times_s.append(took_s)
        idle = size > IDLE_GROWTH * max(sizes[0], 1) and took_s < IDLE_TIMES * times_s[0]
        if (took_s > enough[0] and len(sizes) >= enough[1]) or idle or time.monotonic() > until:
            break
        size = size + step if step else way.next(size)
        if step and size >= ceiling:
            break
    if len(sizes) < 2 or sizes[-1] <= sizes[0] or times_s[-1] < IDLE_TIMES * times_s[0]:
        return None
    return Grown(way, base, tuple(sizes), tuple(times_s))


def _time_one(side: Side, function: str, tree: Any, *, once: bool = False) -> float | None:
    """Seconds of one call, the better of two unless once is enough; None where it raises, takes too long or ends the process."""
    times: list[float] = []
    calls = [tree] if once else [tree, tree]
    try:
        with side.fork() as worker:
            for outcome in worker.run(function, calls, [STEP_LIMIT_S] * len(calls)):
                if outcome.get("raised", True):
                    return None
                (busy_ns,) = numbers(outcome, "busy_ns")
                times.append(busy_ns / 1e9)
    except (GoneError, LateError, GarbageError):
        return None
    return min(times)


def times_at(side: Side, function: str, grown: Grown) -> list[float] | None:
    """Seconds of another version at the same sizes; None where it fails at one."""
    found = [_time_one(side, function, grown.way.grow(grown.base, size, 0)) for size in grown.sizes]
    return None if None in found else [took for took in found if took is not None]


def fit(name: str, sizes: Sequence[int], times_s: Sequence[float]) -> Growth | None:
    """Least squares of log time on log size with a 95 % interval; None with fewer than three readable points."""
    points = [(math.log(n), math.log(t)) for n, t in zip(sizes, times_s, strict=True) if t >= FITTED_FROM_S and n > 0]
    if len(points) < 3:
        points = [(math.log(n), math.log(t)) for n, t in zip(sizes, times_s, strict=True) if t > 0 and n > 0][-4:]
    if len(points) < 3 or points[0][0] == points[-1][0]:
        return None
    points = points[-6:]
    slope, intercept = statistics.linear_regression([x for x, _ in points], [y for _, y in points])
    middle = statistics.fmean(x for x, _ in points)
    residual = sum((y - slope * x - intercept) ** 2 for x, y in points) / (len(points) - 2)
    error = math.sqrt(residual / sum((x - middle) ** 2 for x, _ in points))
    half = t95(len(points) - 1) * error
    return Growth(name, round(slope, 2), round(slope - half, 2), round(slope + half, 2), label(slope))


def label(exponent: float) -> str:
    """Write "1", "n", "n^2", "n^1.4" ... for an exponent; an exponent that no polynomial of use has is "2^n"."""
    if exponent > 6:
        return "2^n"
    nearest = round(exponent)
    if abs(exponent - nearest) <= 0.2:
        return ("1", "n")[nearest] if nearest in {0, 1} else f"n^{max(nearest, 0)}"
    return f"n^{max(exponent, 0):.1f}"
