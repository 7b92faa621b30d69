"""One concrete thing that makes a function slow, in words a small model understands."""

from __future__ import annotations

from dataclasses import dataclass

from burner.policy.diagnosis.leads import Lead


@dataclass(frozen=True)
class Fault:
    """`kind` names the page of the prompt that shows its cure; `weight` orders faults, the heaviest first."""

    kind: str
    qualname: str
    """The function that has it."""
    line: int
    """Its line in the module."""
    words: str
    weight: float
    lead: Lead | None = None
    """The first lines of its cure."""
