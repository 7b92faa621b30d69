"""One rule at one place as the only candidate: what is asked about a finding of `burner check`.

The rule sees what was recorded, as it does in a whole run: types and sizes may say that it does not hold there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from burner.policy.protocol import Attempt, Brief, Origin, Policy, Proposal
from burner.rules.catalogue import RULES, rewrites
from burner.rules.view import view_of
from burner.target import Target


@dataclass(frozen=True)
class Shape:
    """A rule's id, and the line of the module where it found what it rewrites."""

    name: str
    line: int

    def policies(self, _target: Target) -> list[Policy]:
        """What a run asks instead of all rules and models."""
        return [_OneRule(self)]


class _OneRule:
    """A policy that proposes the rewrites of one rule on one line, once."""

    def __init__(self, shape: Shape) -> None:
        self.name = shape.name
        self._shape = shape

    def propose(self, brief: Brief, attempts: Sequence[Attempt], _count: int, _deadline: float) -> Iterator[Proposal]:
        """What the rule makes of that line; nothing where what was recorded speaks against it."""
        view = view_of(brief.text, brief.qualname)
        if attempts or view is None:
            return
        for rule, rewrite in rewrites(view, brief, [rule for rule in RULES if rule.card.id == self._shape.name]):
            if (rewrite.line or view.node.lineno) == self._shape.line:
                yield Proposal(dict(rewrite.functions), Origin("rule", rule.card.id), rewrite.imports, rewrite.note)
