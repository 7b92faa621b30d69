"""Measures pairs of versions; runs in the interpreter that is asked about, so it is standard library only.

Reads one JSON object from stdin: {"rounds", "pairs": {id: {"before", "after", "arguments"}}}. Prints one JSON line per
pair: {"id", "ratios": [old time / new time, ...]} or {"id", "error"}.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import time
from typing import Any, Callable, NamedTuple  # noqa: UP035  # Python 3.9

LEAST_S = 0.004


class Thing(NamedTuple):
    """What the examples look for by name."""

    name: str


def range_words(count: int) -> list[str]:
    """The first words of a made-up vocabulary."""
    return [f"name{i}" for i in range(count)]


def function_of(text: str) -> Callable[..., Any]:
    """The function `f` of a module; of a class with a method `f`, one that makes the object first."""
    names: dict[str, Any] = {"__name__": "example"}
    exec(compile(text, "example", "exec"), names)  # noqa: S102  # the package's own examples
    if "f" in names:
        function: Callable[..., Any] = names["f"]
        return function
    owner = next(value for value in names.values() if isinstance(value, type) and "f" in vars(value))
    return lambda init, *arguments: owner(*init).f(*arguments)


def arguments_of(text: str) -> tuple[Any, ...]:
    """Fresh arguments, always the same ones."""
    offered = {"random": random.Random(7), "range_words": range_words, "Thing": Thing}
    made: tuple[Any, ...] = eval(text, offered)  # noqa: S307  # the package's own expressions
    return made


def timed(function: Callable[..., Any], sets: list[tuple[Any, ...]]) -> float:
    """Seconds of CPU per call over one batch of fresh arguments."""
    start = time.process_time()
    for arguments in sets:
        function(*arguments)
    return (time.process_time() - start) / len(sets)


def ratios_of(before: str, after: str, arguments: str, rounds: int) -> list[float]:
    """Old time / new time, one per round; both sides run in each round, in turns of ABBA."""
    old, new = function_of(before), function_of(after)
    expected, got = (function(*arguments_of(arguments)) for function in (old, new))
    if repr(expected) != repr(got):
        raise AssertionError("the versions differ")
    once = min(timed(function, [arguments_of(arguments)] * 3) for function in (old, new))
    calls = max(1, min(2000, int(LEAST_S / max(once, 1e-7))))
    found = []
    for _ in range(rounds):
        times: dict[int, list[float]] = {0: [], 1: []}
        for side in (0, 1, 1, 0):
            sets = [arguments_of(arguments) for _ in range(calls)] if calls <= 20 else [arguments_of(arguments)] * calls
            times[side].append(timed((old, new)[side], sets))
        found.append(min(times[0]) / max(min(times[1]), 1e-9))
    return found


def main() -> None:
    """Measure all pairs."""
    asked = json.load(sys.stdin)
    gc.disable()
    for name, pair in asked["pairs"].items():
        try:
            found = ratios_of(pair["before"], pair["after"], pair["arguments"], asked["rounds"])
            line = {"id": name, "ratios": found}
        except Exception as error:  # noqa: BLE001  # a library that the interpreter lacks, for one
            line = {"id": name, "error": f"{type(error).__name__}: {error}"}
        gc.collect()
        print(json.dumps(line), flush=True)  # noqa: T201  # what the caller reads


if __name__ == "__main__":
    main()
