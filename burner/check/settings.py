"""Which findings are wanted: the rules chosen for a project, and those ignored for some of its files."""

from __future__ import annotations

import difflib
import fnmatch
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from burner.check.gains import losing
from burner.check.reported import REPORTED, RULES
from burner.errors import UsageError

UNUSED_IGNORE = "BRN001"
UNKNOWN_IGNORE = "BRN002"
OWN: Mapping[str, str] = {UNUSED_IGNORE: "unused-ignore", UNKNOWN_IGNORE: "unknown-rule-in-ignore"}
"""Findings about the comments that ignore findings."""
_NAMES = {rule.name: rule.id for rule in RULES.values()} | {name: rule for rule, name in OWN.items()}


@dataclass(frozen=True)
class CheckSettings:
    """`select` and `ignore` hold rule ids, beginnings of them, or names; patterns count from `folder`."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    folder: Path = Path()
    python: tuple[int, int] = (sys.version_info.major, sys.version_info.minor)
    """A rule that loses on this Python is not reported."""

    @cached_property
    def _chosen(self) -> frozenset[str]:
        known = frozenset([*REPORTED, *OWN]) - losing(self.python)
        chosen = known & ids(self.select, "select") if self.select else known
        for rule in sorted(ids(self.select, "select", whole=True) - known):
            raise UsageError(f"{rule} is not reported by check", _why_not(rule, self.python))
        return chosen - ids(self.ignore, "ignore")

    @cached_property
    def _patterns(self) -> tuple[tuple[str, frozenset[str]], ...]:
        return tuple((pattern, ids(rules, "per-file-ignores")) for pattern, rules in self.per_file_ignores)

    def rules_for(self, path: Path) -> frozenset[str]:
        """Return the ids of the rules that count for a file; raises UsageError for an unknown rule."""
        return self._chosen.difference(*(rules for pattern, rules in self._patterns if self._matches(path, pattern)))

    def _matches(self, path: Path, pattern: str) -> bool:
        folder = self.folder.absolute()
        whole = path.absolute()
        relative = whole.relative_to(folder) if whole.is_relative_to(folder) else whole
        return fnmatch.fnmatch(str(relative), pattern) or fnmatch.fnmatch(path.name, pattern)


def ids(words: Iterable[str], where: str, *, whole: bool = False) -> frozenset[str]:
    """Return the rules that words mean (an id, the beginning of ids, a name); `whole` leaves out beginnings."""
    found: set[str] = set()
    known = [*RULES, *OWN]
    for word in words:
        if word in known or word in _NAMES:
            found.add(_NAMES.get(word, word))
            continue
        begun = [rule for rule in known if word and rule.startswith(word.upper())]
        if not begun:
            raise UsageError(f"{where}: there is no rule {word}{suggestion(word)}", "`burner rule` lists all rules")
        found.update([] if whole else begun)
    return frozenset(found)


def suggestion(word: str) -> str:
    """Return "; did you mean BRN101?" where a rule's id or name is close, else an empty text."""
    numbers = word[3:].upper().translate(str.maketrans("OIL", "011"))
    if f"BRN{numbers}" in {*RULES, *OWN}:
        return f"; did you mean BRN{numbers}?"
    close = difflib.get_close_matches(word, [*RULES, *OWN, *_NAMES], n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""


def _why_not(rule: str, python: tuple[int, int]) -> str:
    if rule in REPORTED:
        return f"it makes code slower on Python {python[0]}.{python[1]} (`burner rule {rule}` has the figures)"
    return "its shape alone says too little; `burner optimize` tries it and measures"
