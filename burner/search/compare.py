"""The judge for a version that a human wrote: one candidate, the same preparation, checks and measurements.

The target as it stands is the original. Asked the other way round, the same question finds a slowdown: make the new
version the original and the old one the candidate.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from burner.errors import UsageError
from burner.policy.protocol import Attempt, Brief, Origin, Policy, Proposal
from burner.target import Address, Target, functions, helpers_of, resolve, source_of, text_of


@dataclass(frozen=True)
class Other:
    """The file that holds the other version: where it comes from ("old.py", "HEAD~1") and its bytes."""

    name: str
    data: bytes

    def policies(self, target: Target) -> list[Policy]:
        """What a run asks instead of rules and models; UsageError where the file has no such function."""
        return [_Given(proposal(target, self))]


def proposal(target: Target, other: Other) -> Proposal:
    """The other version as a candidate: the function, and the helpers it reaches as far as they differ.

    Raises UsageError where the other file does not parse or has no function of that name.
    """
    text = text_of(other.data)
    try:
        imports = _imports(text)
    except SyntaxError as error:
        raise UsageError(
            f"{other.name} does not parse: line {error.lineno}: {error.msg}", "give another file"
        ) from error
    known = functions(text)
    if target.qualname not in known:
        raise UsageError(
            f"{other.name} has no function {target.qualname}", "both versions must have the same name and class"
        )
    own = functions(target.source_file.text)
    path = target.source_file.path
    chosen = {}
    for name in (target.qualname, *helpers_of(text, target.qualname)):
        if name not in own or ast.dump(own[name].node) != ast.dump(known[name].node):
            chosen[name] = source_of(text, known[name])  # a helper may be of any kind, a generator too
    missing = tuple(line for line in imports if line not in _imports(target.source_file.text))
    chosen.setdefault(target.qualname, resolve(Address(path, target.qualname), other.data).source)
    return Proposal(chosen, Origin("human", other.name), missing)


def _imports(text: str) -> tuple[str, ...]:
    return tuple(ast.unparse(node) for node in ast.parse(text).body if isinstance(node, ast.Import | ast.ImportFrom))


class _Given:
    """A policy that proposes one given version, once."""

    def __init__(self, given: Proposal) -> None:
        self.name = given.origin.name
        self._given = given

    def propose(self, _brief: Brief, attempts: Sequence[Attempt], _count: int, _deadline: float) -> Iterator[Proposal]:
        """The version, unless it was judged."""
        if not attempts:
            yield self._given
