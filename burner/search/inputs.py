"""On which calls versions are timed: the main inputs, and others on which nothing may be lost."""

from __future__ import annotations

import time
from collections.abc import Mapping

from burner.measure.growth import Grown
from burner.measure.timing import Inputs
from burner.sandbox.inside.trees import Tree, to_json
from burner.verify.behaviour import CALL_LIMIT_S, Case, Side, describe_call, outcomes
from burner.workload.shapes import Shape
from burner.workload.vary import varied

TIMED_RECORDED = 24
TELLING_S = 0.002
"""A second way of growing is timed too where its calls take this long."""
LONGEST_OTHER_S = 0.5
LEAST_SHARE = 0.2
"""Changed inputs on which the original does less than this part of its work say nothing."""
LONG_ENOUGH_S = 0.006
"""Grown calls that take this long show the cost as well as a slower recorded one, and are sooner measured."""
QUICK_S = 0.02
"""Recorded calls that take longer are timed alone or not at all."""
MOST_SINGLE, MOST_KINDS = 10, 6
"""So many recorded calls are timed one by one, and so many of them because they are of a kind of their own."""
MODE_CHARS, SHOWN_CHARS = 16, 40
VALUES = 3
"""Calls of one size with different values in a timed set."""


def inputs_of(
    function: str, recorded: list[Case], grown: list[Grown], seed: int
) -> tuple[Inputs, tuple[Inputs, ...], Grown | None]:
    """What is timed: the main inputs, and others on which nothing may be lost."""
    by_cost = sorted(recorded, key=lambda case: -case.wall_s)[:TIMED_RECORDED]
    quick = [case for case in by_cost if case.wall_s <= QUICK_S] or by_cost[-1:]
    mean_s = sum(case.wall_s for case in quick) / len(quick)
    own = Inputs("the recorded calls", function, tuple(case.call for case in quick), mean_s, alike=False)
    telling = [item for item in grown if item is grown[0] or item.time_s > max(mean_s, TELLING_S)]
    ways = [
        Inputs(f"{item.way.name} = {item.sizes[-1]:,}", function, item.calls(VALUES, seed + 1), item.time_s)
        for item in telling[:2]
    ]
    slowest = by_cost[0]
    if grown and grown[0].time_s >= min(LONG_ENOUGH_S, slowest.wall_s):
        return ways[0], (own, *ways[1:]), grown[0]
    if slowest.wall_s > 4 * mean_s or len(by_cost) == 1:
        big = Inputs("the slowest recorded call", function, (slowest.call,), slowest.wall_s)
        return big, (own,) if len(by_cost) > 1 else (), None
    return own, (), None


def slow_calls(function: str, recorded: list[Case]) -> tuple[Inputs, ...]:
    """A recorded call that takes long is real work as the user knows it: a version must be faster on it."""
    slowest = max(recorded, key=lambda case: case.wall_s)
    if not LONG_ENOUGH_S < slowest.wall_s <= LONGEST_OTHER_S:
        return ()
    return (Inputs("the slowest recorded call", function, (slowest.call,), slowest.wall_s),)


def single_calls(function: str, recorded: list[Case], main: Inputs) -> tuple[Inputs, ...]:
    """Recorded calls to be timed one by one: the longest of each kind, and others of all lengths."""
    quick = sorted((case for case in recorded if case.wall_s <= QUICK_S), key=lambda case: -case.wall_s)
    kinds: dict[str, Case] = {}
    for case in quick:
        kinds.setdefault(_kind(case.call), case)
    chosen = [*list(kinds.values())[:MOST_KINDS], *quick[:: max(1, len(quick) // (MOST_SINGLE - MOST_KINDS))]]
    single = list({id(case): case for case in chosen if case.call not in main.calls}.values())[:MOST_SINGLE]
    return tuple(
        Inputs(f"the recorded call {describe_call(case.call, SHOWN_CHARS)}", function, (case.call,), case.wall_s)
        for case in single
    )


def _kind(call: Tree) -> str:
    """What a function may tell calls apart by: the types of the arguments, and short texts, flags and None themselves."""
    args, kwargs = call[1]
    values = [*args[1], *(part for pair in kwargs[1] for part in pair)]
    return to_json(["t", [_mode(value) for value in values]])


def _mode(value: Tree) -> Tree:
    if type(value) is list:
        return value[:1]
    plain = value is None or type(value) is bool or (type(value) is str and len(value) <= MODE_CHARS)
    return value if plain else type(value).__name__


def unrepeated(
    original: Side, main: Inputs, parameters: tuple[str, ...], shapes: Mapping[str, Shape], seed: int
) -> tuple[Inputs, ...]:
    """The main inputs with texts that do not repeat, if there are such texts and the original bears it."""
    made = varied(main.calls[0], parameters, shapes, seed)
    if made is None:
        return ()
    found = dict(outcomes(original, main.function, [made], time.monotonic() + CALL_LIMIT_S)).get(0)
    if found is None or found.get("raised", True) or found["wall_ns"] / 1e9 < LEAST_SHARE * main.time_s:
        return ()
    return (Inputs(f"{main.name}, no text twice", main.function, (made,), found["wall_ns"] / 1e9),)
