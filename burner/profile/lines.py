"""Hot lines of the target's file on given calls, and which helpers the time goes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from burner.policy.protocol import HotLine
from burner.sandbox.channel import LateError
from burner.verify.behaviour import Side

PROFILE_S = 4.0
REPLY_S = 30.0


@dataclass(frozen=True)
class Profile:
    """Lines by number with hits and share of time; `heat` is each function's share; `allocations` are [line, bytes]."""

    lines: tuple[HotLine, ...]
    heat: Mapping[str, float]
    allocations: tuple[tuple[int, int], ...]

    def hottest(self, count: int) -> tuple[HotLine, ...]:
        """The lines with the largest shares, largest first."""
        return tuple(sorted(self.lines, key=lambda line: -line.share)[:count])


def profile(side: Side, function: str, calls: Sequence[Any], spans: Mapping[str, tuple[int, int]]) -> Profile:
    """Trace the calls line by line in one worker; functions are told apart by their spans of lines.

    Of long calls only a beginning is seen, and nothing of one that does not come back from C in time.
    """
    with side.fork() as worker:
        try:
            reply = worker.ask("profile", REPLY_S, function=function, calls=list(calls), budget_s=PROFILE_S)
        except LateError:
            reply = {"lines": (), "allocations": ()}
    total_s = sum(row[2] for row in reply["lines"]) or 1.0
    lines = tuple(HotLine(int(number), int(hits), spent_s / total_s) for number, hits, spent_s in reply["lines"])
    heat = {
        name: sum(line.share for line in lines if first <= line.number <= last) for name, (first, last) in spans.items()
    }
    return Profile(lines, heat, tuple((int(number), int(size)) for number, size in reply["allocations"]))
