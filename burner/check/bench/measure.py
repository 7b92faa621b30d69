"""Runs the measuring script in an interpreter and makes one figure per rule of what it prints."""

from __future__ import annotations

import json
import math
import statistics
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from burner.check.bench.inputs import INPUTS, Input
from burner.errors import UsageError
from burner.rules.card import Card

_SCRIPT = Path(__file__).with_name("inside.py")
_ABOUT = (
    "import json, platform, sys; print(json.dumps({'python': platform.python_version(), 'machine': platform.machine(), "
    "'implementation': platform.python_implementation(), 'minor': '%d.%d' % sys.version_info[:2]}))"
)


@dataclass(frozen=True)
class Gain:
    """Old time / new time of a rule's example: the median of interleaved rounds with its 95 % interval."""

    ratio: float
    low: float
    high: float
    rounds: int


def about(python: str) -> Mapping[str, str]:
    """Return version, minor version, implementation and machine of an interpreter; raises UsageError if it is none."""
    try:
        done = subprocess.run([python, "-I", "-c", _ABOUT], capture_output=True, text=True, check=True, timeout=60)
        found: Mapping[str, str] = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise UsageError(f"{python} is no Python that runs: {error}", "give the path of an interpreter") from error
    return found


def measured(
    python: str, cards: Sequence[Card], rounds: int, inputs: Mapping[str, Input] = INPUTS
) -> Iterator[tuple[str, Gain | str]]:
    """Yield each rule's id with its gain, or with the reason why there is none, as they come."""
    pairs = {
        card.id: {
            "before": card.example_before,
            "after": card.example_after,
            "arguments": inputs[card.id].arguments,
        }
        for card in cards
    }
    asked = json.dumps({"rounds": rounds, "pairs": pairs})
    with subprocess.Popen(
        [python, "-I", str(_SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        try:
            run.stdin.write(asked)
            run.stdin.close()
            for line in run.stdout:
                found: dict[str, Any] = json.loads(line)
                yield found["id"], gain(found["ratios"]) if "ratios" in found else str(found["error"])
        finally:
            run.terminate()


def gain(ratios: Sequence[float]) -> Gain:
    """Return the median of ratios and the order statistics that hold it with 95 % confidence."""
    ordered = sorted(ratios)
    count = len(ordered)
    outside = max(0, math.floor(count / 2 - 0.98 * math.sqrt(count)))
    low, high = ordered[outside], ordered[count - 1 - outside]
    return Gain(round(statistics.median(ordered), 3), round(low, 3), round(high, 3), count)


def as_fields(found: Gain) -> dict[str, float | int]:
    """Return a gain as the table of gains keeps it."""
    return asdict(found)
