"""Which paths hold the same kind of name: values that meet in different places stay able to meet.

A join key of two record lists, a name and the table it is looked up in, a reference "@name" inside a graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from burner.workload.shapes import Atom, Shape, options
from burner.workload.trees import Tree, mark_of

NAMES = frozenset({"key", "identifier", "entity", "enumeration"})
SHARED_SHARE = 0.3
_AFFIXED = re.compile(r"^(\W*)(.+?)(\W*)$", re.DOTALL)


@dataclass(frozen=True)
class Pool:
    """Values of one kind that are drawn from together, and the paths they were seen at."""

    name: str
    kind: str
    values: tuple[Tree, ...]
    paths: frozenset[str]
    is_name: bool
    """True where values identify something: dict keys, ids, names that other paths refer to."""


@dataclass(frozen=True)
class Affix:
    """Texts of one path that are a name of another pool between fixed marks, like "@dev" for "dev"."""

    pool: str
    before: str
    after: str


@dataclass(frozen=True)
class Pools:
    """All pools, by the path and kind of the values they serve."""

    of: Mapping[tuple[str, str], Pool]
    affixes: Mapping[str, Affix]

    def find(self, path: str, kind: str) -> Pool | None:
        """Give the pool that values of a kind at a path are drawn from."""
        return self.of.get((path, kind))


def atoms(shapes: Mapping[str, Shape]) -> Iterator[Atom]:
    """Yield every atom of the shapes, outermost first."""
    return (option for option in options(shapes.values()) if isinstance(option, Atom))


def pool(shapes: Mapping[str, Shape]) -> Pools:
    """Join the values of all paths that share names, and find references written with marks."""
    found = list({(atom.path, atom.kind): atom for atom in atoms(shapes)}.values())
    texts = [{mark_of(value) for value in atom.pool if value not in ("", 0, 1)} for atom in found]
    parents = list(range(len(found)))
    for first in range(len(found)):
        for second in range(first):
            if _joined(found[first], found[second], texts[first], texts[second]):
                _union(parents, first, second)
    members: dict[int, list[Atom]] = {}
    for index, atom in enumerate(found):
        members.setdefault(_root(parents, index), []).append(atom)
    of: dict[tuple[str, str], Pool] = {}
    for group in members.values():
        made = _pool(group)
        of.update({(atom.path, atom.kind): made for atom in group})
    return Pools(of, _affixes(found, of))


def _pool(group: Sequence[Atom]) -> Pool:
    values = {mark_of(value): value for atom in group for value in atom.pool}
    is_name = any(atom.role in ("key", "identifier", "entity") for atom in group)
    return Pool(group[0].path, group[0].kind, tuple(values.values()), frozenset(atom.path for atom in group), is_name)


def _joined(first: Atom, second: Atom, mine: set[str], theirs: set[str]) -> bool:
    if first.kind != second.kind or not mine or not theirs:
        return False
    shared = len(mine & theirs)
    smaller = min(len(mine), len(theirs))
    if first.kind == "str":
        named = first.role in NAMES and second.role in NAMES
        return named and shared >= 1 and shared >= SHARED_SHARE * smaller
    if first.kind == "int":
        roles = {first.role, second.role}
        if not roles & {"key", "identifier"}:
            return _field(first.path) == _field(second.path) and _field(first.path) != "" and shared >= 1
        strict = 0.5 if "key" in roles or _field(first.path) == _field(second.path) else 0.8
        return shared >= max(2, strict * smaller)
    if first.kind in ("None", "bool", "float", "complex"):
        return False
    return shared >= 1 and shared >= SHARED_SHARE * smaller


def _field(path: str) -> str:
    """Name the last field of a path; tuple positions have none."""
    name = path.rpartition(".")[2] if "." in path else ""
    return "" if name.isdigit() or "[" in name or "{" in name else name


def _affixes(found: Sequence[Atom], of: Mapping[tuple[str, str], Pool]) -> dict[str, Affix]:
    names = {
        value: (atom, of[atom.path, "str"].name)
        for atom in found
        if atom.kind == "str" and atom.role in NAMES
        for value in atom.pool
        if isinstance(value, str) and value
    }
    affixes: dict[str, Affix] = {}
    for atom in found:
        if atom.kind != "str" or atom.role == "date":
            continue
        counts: dict[Affix, int] = {}
        for value in atom.pool:
            match = _AFFIXED.match(value) if isinstance(value, str) else None
            if match and (match[1] or match[3]) and match[2] in names:
                affix = Affix(names[match[2]][1], match[1], match[3])
                counts[affix] = counts.get(affix, 0) + 1
        if counts:
            affixes[atom.path] = max(counts, key=lambda affix: counts[affix])
    return affixes


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        index = parents[index]
    return index


def _union(parents: list[int], first: int, second: int) -> None:
    parents[_root(parents, first)] = _root(parents, second)
