"""What the check finds; faces draw it, formats print it, the cache and the baseline keep it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A place that a rule would rewrite; lines count from 1, columns from 0 in code points, the end is exclusive."""

    path: str
    rule: str
    message: str
    cost: str
    """What the code costs as it is, and when."""
    line: int
    column: int
    end_line: int
    end_column: int
    qualname: str
    """The function it lies in; "" for what concerns the file."""
    body_hash: str
    """Of the function's normalised body: changes when the code does, not when it moves."""
    certain: bool
    """Whether the rewrite is equal whatever the inputs are, so that `--fix` may apply it."""

    @property
    def target(self) -> str:
        """The function as `burner optimize` takes it."""
        return f"{self.path}::{self.qualname}"

    @property
    def command(self) -> str:
        """The command that proves and applies the rewrite; "" for what concerns the file."""
        return f"burner optimize {self.target} --policy rules --apply" if self.qualname else ""
