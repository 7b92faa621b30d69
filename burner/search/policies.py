"""Which policies a run uses, and the rules as one of them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from burner.errors import UnavailableError, UsageError
from burner.events import Log
from burner.policy.load import open_policy
from burner.policy.protocol import Attempt, Brief, Policy, Proposal
from burner.rules import propose
from burner.search.request import Request

POLICIES = ("auto", "rules", "llm", "remote")


class Rules:
    """The rewrite catalogue as a policy; it knows what was tried by the search's own memory."""

    name = "rules"

    def propose(self, brief: Brief, attempts: Sequence[Attempt], count: int, deadline: float) -> Iterator[Proposal]:
        """Every proposal of the catalogue for this brief, the most promising first."""
        for proposal in propose(brief):
            if time.monotonic() > deadline:
                return
            yield proposal


def chosen(request: Request) -> tuple[list[Policy], list[Log]]:
    """The policies in the order they are asked, and what the user should know about the choice."""
    if request.policy not in POLICIES:
        raise UsageError(f"there is no policy {request.policy!r}", f"one of: {', '.join(POLICIES)}")
    rules: list[Policy] = [Rules()]
    if request.policy == "rules":
        return rules, []
    if request.policy in {"llm", "remote"}:
        return [open_policy(request)], []
    try:
        return [*rules, open_policy(request)], []
    except UnavailableError as error:
        message = f"going on with rules only: {error.message}; {error.hint}"
        return rules, [Log(level="info", message=message)]
