"""What a task is, wherever it comes from: a problem, a slow solution, a way to check others, and what people wrote.

Knows no file format, no library and no sandbox. Times are seconds, memory is bytes, everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["function", "program"]
Split = Literal["train", "test"]
Objective = Literal["time", "memory", "integral"]

MODULE = "work"
"""Name of the module that a function task's solutions are: tests say `from work import ...`."""

LONGEST_TIME_S = 90.0
MOST_MEMORY_BYTES = 1_048_576 * 1024
"""What a failing solution is said to need, and where the paper clips: 90 s and 1 GiB (its Eq. of R_eff, section D.5)."""


@dataclass(frozen=True)
class Measured:
    """What one solution needed on the inputs of its task, on the machine that measured it."""

    time_s: float
    peak_memory_bytes: int
    integral_byte_s: float
    passed: bool = True

    def of(self, objective: Objective) -> float:
        """The quantity that an objective is about: seconds, bytes or byte-seconds."""
        match objective:
            case "time":
                return self.time_s
            case "memory":
                return float(self.peak_memory_bytes)
            case "integral":
                return self.integral_byte_s


FAILED = Measured(LONGEST_TIME_S, MOST_MEMORY_BYTES, LONGEST_TIME_S * MOST_MEMORY_BYTES, passed=False)
"""The record of a solution that does not pass (the paper's initial state too)."""


@dataclass(frozen=True)
class Example:
    """One input of a program with the output that is expected; `output` is None where only the original knows it."""

    input: str
    output: str | None = None


@dataclass(frozen=True)
class Solution:
    """What somebody wrote: the whole text of a module or program; `measured` is None until it was measured here."""

    code: str
    measured: Measured | None = None


@dataclass(frozen=True)
class Task:
    """One problem with the solution that is to be made faster.

    A function task's solutions are whole modules that define `entry` ("func" or "Class.method"); `tests` is a test file
    for module `work`. A program task's solutions read stdin; `entry` is empty and `cases` hold inputs and outputs.
    """

    id: str
    """Unique over all sources: "source/number"."""
    problem: str
    """Equal for tasks of one problem, which stay on one side of a split."""
    statement: str
    kind: Kind
    original: Solution
    entry: str = ""
    language: str = "python"
    tests: str = ""
    cases: tuple[Example, ...] = ()
    generators: tuple[str, ...] = ()
    """Sources that define `make(rng, size)` -> arguments (function), or `generate_input()` -> text (program)."""
    humans: tuple[Solution, ...] = ()
    ranked: bool = False
    """Whether whoever gave the solutions gave them from slow to fast: without a measurement, that is what is known."""
    split: Split = "train"
    licence: str = ""
    source: str = ""
    """Name of the file or data set it comes from."""

    @property
    def checkable(self) -> bool:
        """Whether there is anything that a solution could fail."""
        return bool(self.tests if self.kind == "function" else self.cases)
