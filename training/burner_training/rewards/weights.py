"""How the three terms add up: R = w_f format + w_c correctness + w_e efficiency, the last weight rising over training.

The paper gives 0.2, 0.5 and 0.3 "raised step by step" to 0.5 without its schedule (its section D.5); a straight line over
the steps is taken. Its code has 0.2, 0.5, 0.25 and no rise; less than 0.5 for correctness often made training collapse.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """Weights of the terms; `efficiency_end` is reached at the last step."""

    format: float = 0.2
    correctness: float = 0.5
    efficiency: float = 0.3
    efficiency_end: float = 0.5

    def efficiency_at(self, progress: float) -> float:
        """The efficiency weight when a share `progress` (0 to 1) of the steps is done."""
        done = min(1.0, max(0.0, progress))
        return self.efficiency + (self.efficiency_end - self.efficiency) * done

    def total(self, form: float, correct: float, gained: float, progress: float = 0.0) -> float:
        """The whole reward."""
        return self.format * form + self.correctness * correct + self.efficiency_at(progress) * gained
