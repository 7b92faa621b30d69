"""What is done with a version of the model before the model is asked again: rules are tried on it, and it is made smaller.

A model rewrites more than pays and overlooks what a rule knows. Both are found out by judging, like any candidate: a rule's
rewrite on top of the version (a cross), and the version without one of its changed blocks. Of versions that are about
equally fast the ledger prefers the smallest, so that only the lines that pay remain.
"""

from __future__ import annotations

import ast
import difflib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from burner.policy.protocol import Attempt, Brief, Origin, Policy, Proposal
from burner.rules import propose
from burner.target import functions
from burner.target.layout import dedent

MOST_BLOCKS = 6
"""Blocks of a version that are tried without; larger rewrites are left as they are."""
MOST_CROSSES = 3
"""Rules that are tried on a version, all that match together being the first."""
REFINED = frozenset({"llm", "remote", "cross"})


class Refining:
    """A model's policy; each new best version of it is refined first, and the next round starts from what came of it."""

    def __init__(self, model: Policy) -> None:
        self.name = model.name
        self._model = model
        self._original: Brief | None = None
        self._refined: set[str] = set()

    def propose(self, brief: Brief, attempts: Sequence[Attempt], count: int, deadline: float) -> Iterator[Proposal]:
        """Crosses and smaller forms of a version that wasn't refined yet, else what the model proposes."""
        if brief.parent is None:
            self._original = brief
        best = next((attempt for attempt in attempts if attempt.id == brief.parent), None)
        fresh = best is not None and best.verdict == "better" and best.id not in self._refined
        if best is not None and fresh and best.proposal.origin.kind in REFINED:
            self._refined.add(best.id)
            found = [*crossed(brief, best), *smaller(self._original, brief, best)]
            yield from found
            if found:
                return
        yield from self._model.propose(brief, attempts, count, deadline)


def crossed(brief: Brief, best: Attempt) -> Iterator[Proposal]:
    """What rules propose on top of a version; its name is that of both parents."""
    for proposal in itertools.islice(propose(brief), MOST_CROSSES):
        name = f"{best.proposal.origin.name}+{proposal.origin.name}"
        yield replace(proposal, origin=Origin("cross", name, proposal.origin.strategy, best.id))


def smaller(original: Brief | None, brief: Brief, best: Attempt) -> Iterator[Proposal]:
    """The version without each one of its changed blocks, where it has several and is still whole without it."""
    if original is None:
        return
    old, new = original.text.split("\n"), brief.text.split("\n")
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    blocks = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if not 2 <= len(blocks) <= MOST_BLOCKS:
        return
    for _, first, last, start, end in blocks:
        text = "\n".join([*new[:start], *old[first:last], *new[end:]])
        changed = _changed(brief.text, text)
        if changed and not _unused(text) - _unused(original.text):
            origin = replace(best.proposal.origin, strategy="smaller", parent=best.id)
            yield Proposal(changed, origin, note="without one of its changes")


def _changed(before: str, after: str) -> dict[str, str]:
    """The functions that differ; none where the text is not whole any more, or more than functions differ."""
    try:
        old, new = functions(before), functions(after)
    except SyntaxError:
        return {}
    if old.keys() != new.keys():
        return {}
    lines = after.split("\n")
    return {
        name: "\n".join(dedent(lines[span.def_line - 1 : span.last_line]))
        for name, span in new.items()
        if ast.dump(span.node) != ast.dump(old[name].node)
    }


def _unused(text: str) -> set[str]:
    """Names that the module imports and never reads."""
    tree = ast.parse(text)
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    bound = {
        alias.asname or alias.name.partition(".")[0]
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    return bound - read
