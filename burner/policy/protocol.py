"""The seam between the search and whoever proposes candidates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

OriginKind = Literal["rule", "llm", "remote", "cross", "human"]
Verdict = Literal[
    "malformed",
    "forbidden",
    "duplicate",
    "crashed",
    "timed_out",
    "wrong",
    "caches_across_calls",
    "clock_mismatch",
    "worse",
    "no_difference",
    "trade_off",
    "undecided",
    "better",
]


@dataclass(frozen=True)
class Origin:
    """Where a candidate comes from: `name` is a rule id ("BRN101"), a model's name, both parents of a cross, or a file or revision."""

    kind: OriginKind
    name: str
    strategy: str | None = None
    parent: str | None = None


@dataclass(frozen=True)
class Proposal:
    """One proposed version: new text of functions of the target's module, by qualified name.

    Each text is a whole `def`, dedented, without its decorators. A name that the module does not have yet is a new
    top-level helper. `imports` are whole statements ("from collections import deque"). `error` says why an answer
    could not be understood; then `functions` is empty.
    """

    functions: Mapping[str, str]
    origin: Origin
    imports: tuple[str, ...] = ()
    note: str = ""
    error: str | None = None


@dataclass(frozen=True)
class HotLine:
    """One line of the module on the profiled calls: `number` counts from 1, `share` is of the target's total time."""

    number: int
    hits: int
    share: float


@dataclass(frozen=True)
class Growth:
    """Fitted exponent of time against one grown dimension, with its 95% interval; `input` reads like "len(orders)"."""

    input: str
    exponent: float
    low: float
    high: float
    label: str


@dataclass(frozen=True)
class Brief:
    """Everything a policy may know about the version it starts from."""

    text: str
    """The module's text, newlines as "\\n"."""
    qualname: str
    helpers: tuple[str, ...] = ()
    """Functions and methods of the same module that the target reaches and that may be rewritten, hottest first."""
    lines: tuple[HotLine, ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)
    """Parameter name -> recorded type, like "list[dict[str, int | str]]"."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Parameter name -> largest recorded or grown length (or magnitude of an int)."""
    growth: Growth | None = None
    time_s: float = 0.0
    peak_memory_bytes: float = 0.0
    integral_byte_s: float = 0.0
    python: tuple[int, int] = (3, 11)
    """Version of the project Python."""
    parent: str | None = None
    """Id of the candidate whose text this is; None for the original."""
    hint: str = ""
    """What the user suggests, in their own words."""


@dataclass(frozen=True)
class Attempt:
    """A candidate that was judged: what the next prompt may learn from."""

    id: str
    proposal: Proposal
    verdict: Verdict
    reason: str
    counter_example: str | None = None
    ratio: float | None = None
    """Old time / new time where it was measured."""


class Policy(Protocol):
    """Proposes candidates for a brief; lazily, so that each is judged while the next is still being made."""

    name: str

    def propose(self, brief: Brief, attempts: Sequence[Attempt], count: int, deadline: float) -> Iterator[Proposal]:
        """Yield up to `count` proposals; stop by `deadline` (of `time.monotonic()`) or when the iterator is closed."""
        ...
