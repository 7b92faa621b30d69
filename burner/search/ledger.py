"""The candidates of a run, their verdicts, and which of them would win now."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from burner.policy.protocol import Attempt, Proposal
from burner.report.document import Candidate
from burner.search.judge import Judged, Looked

CLOSE = 0.93
"""Versions within 7 % of the fastest, in time and in what is gained, count as equally fast; then the smaller diff wins."""


@dataclass
class Entry:
    """One candidate of this run."""

    id: str
    parent: str | None
    iteration: int
    proposal: Proposal
    judged: Judged
    looked: float | None = None
    """Old time / new time in its first look, where it came so far."""

    def reported(self) -> Candidate:
        """As in the result document."""
        found = self.judged
        return Candidate(
            id=self.id,
            iteration=self.iteration,
            origin=asdict(self.proposal.origin),
            verdict=found.verdict,
            stage=found.stage,
            reason=found.reason,
            parent=self.parent,
            counter_example=found.counter_example,
            speedup=None if found.speedup is None else found.speedup.to_json(),
            judge_s=round(found.judge_s, 3),
        )

    def attempt(self) -> Attempt:
        """As the next prompt may learn from it."""
        found = self.judged
        ratio = None if found.speedup is None else found.speedup.ratio
        return Attempt(self.id, self.proposal, found.verdict, found.reason, found.counter_example, ratio)


@dataclass
class Ledger:
    """The candidates so far; "better" is said of the objective's quantity."""

    objective: str
    entries: list[Entry] = field(default_factory=list)
    later: list[tuple[Entry, Looked]] | None = None
    """What looks hardly faster, to be measured after a model was asked once; None where there is none to ask."""

    def gain(self, entry: Entry) -> float:
        """The ratio that counts for the objective."""
        found = entry.judged
        if self.objective == "time":
            return found.speedup.ratio if found.speedup is not None else 0.0
        return (found.memory_ratio if self.objective == "memory" else found.integral_ratio) or 0.0

    def better(self) -> list[Entry]:
        """All that were judged better: the smallest diff among the about equally fast first, then by gain."""
        found = sorted(
            (entry for entry in self.entries if entry.judged.verdict == "better"), key=lambda entry: -self.gain(entry)
        )
        if not found:
            return []
        most = self.gain(found[0])
        close = [entry for entry in found if self.gain(entry) >= max(CLOSE * most, most**CLOSE)]
        first = min(close, key=lambda entry: entry.judged.rewritten.diff_lines if entry.judged.rewritten else 0)
        return [first, *(entry for entry in found if entry is not first)]

    @property
    def best(self) -> Entry | None:
        """The one that would win now."""
        return next(iter(self.better()), None)

    def next_id(self) -> str:
        """An id that no candidate has, those of a resumed run included."""
        return f"c{max((int(entry.id[1:]) for entry in self.entries), default=0) + 1}"

    def find(self, ident: str) -> Entry | None:
        """The candidate of an id."""
        return next((entry for entry in self.entries if entry.id == ident), None)
