"""Which policies a run uses, and the rules as one of them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import chain

from burner.errors import BurnerError, UnavailableError, UsageError
from burner.events import Log
from burner.history.store import History
from burner.policy.load import open_llm, open_remote
from burner.policy.luck import factors
from burner.policy.paper import PaperPolicy
from burner.policy.protocol import Attempt, Brief, Policy, Proposal
from burner.rules import combination, propose
from burner.search.refine import Refining
from burner.search.request import Request
from burner.target import parse_address, project_root

POLICIES = ("auto", "rules", "llm", "remote")


REFUTED = frozenset({"wrong", "crashed", "timed_out", "malformed", "forbidden"})


class Rules:
    """The rewrite catalogue as a policy: everything at once, each alone, then what can be left out again.

    A combination falls as a whole by one wrong rewrite, and often carries rewrites that do not pay; both are found by
    leaving rules out of it, always on the original.
    """

    name = "rules"

    def __init__(self) -> None:
        self.original: Brief | None = None

    def propose(self, brief: Brief, attempts: Sequence[Attempt], _count: int, deadline: float) -> Iterator[Proposal]:
        """Proposals for this brief, the most promising first."""
        if self.original is None:
            self.original = brief
            proposals = iter(propose(brief))
        else:
            proposals = chain(self._thinned(self.original, brief, attempts), propose(brief))
        for proposal in proposals:
            if time.monotonic() > deadline:
                return
            yield proposal

    @staticmethod
    def _thinned(original: Brief, brief: Brief, attempts: Sequence[Attempt]) -> Iterator[Proposal]:
        """Combinations without the rules that were refuted alone, and without each one of the best combination."""
        verdicts: dict[str, set[str]] = {}
        for attempt in attempts:
            if attempt.proposal.origin.kind == "rule":
                verdicts.setdefault(attempt.proposal.origin.name, set()).add(attempt.verdict)
        refuted = frozenset(name for name, found in verdicts.items() if "+" not in name and found <= REFUTED)
        best = next((attempt for attempt in attempts if attempt.id == brief.parent), None)
        used = best.proposal.origin.name.split("+") if best is not None else []
        every = {name for names in verdicts for name in names.split("+")}
        leaving = [refuted, *(every - set(used) | refuted | {name} for name in used if len(used) > 1)]
        for without in leaving:
            found = combination(original, frozenset(without))
            if found is not None:
                yield found


def chosen(request: Request, stack: ExitStack) -> tuple[list[Policy], list[Log]]:
    """The policies in the order they are asked, and what the user should know about the choice."""
    if request.policy not in POLICIES:
        raise UsageError(f"there is no policy {request.policy!r}", f"one of: {', '.join(POLICIES)}")
    papers = request.search == "paper"
    if papers and request.policy == "rules":
        raise UsageError("the paper's loop asks a model, and --policy rules has none", "leave out one of the two")
    rules: list[Policy] = [Rules()]
    if request.policy == "rules":
        return rules, []
    if request.policy == "remote":
        remote = open_remote(request.remote_url, request.remote_model, request.remote_key, request.seed)
        remote.luck = _luck(request)
        message = f"the function and what is known of it go to {remote.place}"
        asked: Policy = PaperPolicy(remote, request.objective) if papers else Refining(remote)
        return [asked], [Log(level="warning", message=message)]
    try:
        model = open_llm(request.model, request.adapter, request.seed)
    except UnavailableError as error:
        if request.policy == "llm" or request.model is not None or papers:
            raise
        return rules, [Log(level="info", message=f"going on with rules only: {error.message} ({error.hint})")]
    stack.callback(model.close)
    model.begin()
    if papers:
        return [PaperPolicy(model, request.objective)], []
    model.luck = _luck(request)
    refining = Refining(model)
    return ([refining] if request.policy == "llm" else [*rules, refining]), []


def _luck(request: Request) -> dict[str, float]:
    """What strategies brought in the target's project so far; nothing where the history can't be read."""
    try:
        with History.open() as history:
            return factors(history.strategies(project_root(parse_address(request.target).file)))
    except BurnerError:
        return {}
