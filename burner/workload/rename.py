"""Gives the atoms of a copied call other names, so that copies can lie side by side: ids, keys, times, references.

A renaming is the same everywhere in one copy, so that what matched still matches; flags and states stay as recorded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Any, Literal

from burner.workload import text as texts
from burner.workload.dates import day_number, shifted
from burner.workload.pools import Pools, atoms
from burner.workload.relations import Relations
from burner.workload.shapes import Atom, Fields, Items, Shape, Table, spots
from burner.workload.trees import Argument, Tree, mark_of

Manner = Literal["keep", "name", "shift", "index", "measure", "date", "text"]
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)", re.ASCII)
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class Group:
    """Values that are renamed together, and in which manner."""

    name: str
    manner: Manner
    values: tuple[Tree, ...]
    span: int
    """By how much numbers (or days) of one copy lie beside those of the one before."""
    alphabet: str
    widths: Mapping[str, int]
    """For names with numbers, by name without its last number: the first number that is free."""

    @cached_property
    def movable(self) -> Mapping[tuple[type, Tree], Tree]:
        """The larger numbers by their type and value; 0, 1 and negative ones mean something."""
        return {(type(value), value): value for value in self.values if isinstance(value, int | float) and value > 1}


@dataclass
class _Exchange:
    """Exchanges numbers among themselves, as many as are asked for: the beginning of a random permutation."""

    numbers: Sequence[Tree]
    rng: Random
    given: dict[tuple[type, Tree], Tree] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)

    def of(self, node: Tree) -> Tree:
        """The number that stands for another one, always the same."""
        key = (type(node), node)
        if key not in self.given:
            here = len(self.given)
            there = self.rng.randrange(here, len(self.numbers))
            self.given[key] = self.numbers[self.moved.get(there, there)]
            self.moved[there] = self.moved.get(here, here)
        return self.given[key]


@dataclass(frozen=True)
class AtomPlace:
    """Where an atom lies in a linked call, and what was recorded there."""

    owner: list[Any]
    index: int
    atom: Atom
    node: Any


def atom_places(bound: Sequence[Argument], shapes: Mapping[str, Shape]) -> list[AtomPlace]:
    """List the atoms of some arguments of a linked call."""
    found = []
    for argument in bound:
        if argument.name in shapes:
            for shape, owner, index in spots(shapes[argument.name], argument.owner, argument.index):
                option = shape.option(owner[index])
                if isinstance(option, Atom):
                    found.append(AtomPlace(owner, index, option, owner[index]))
    return found


@dataclass(frozen=True)
class Renaming:
    """How the atoms of a call are renamed, by path and kind."""

    groups: Mapping[tuple[str, str], Group]
    affixes: Mapping[str, tuple[str, Group, str]]
    words: Mapping[str, Group]
    """Names that may occur inside free text."""

    def group_name(self, atom: Atom) -> str:
        """Name the group an atom is renamed with."""
        if atom.path in self.affixes:
            return self.affixes[atom.path][1].name
        group = self.groups.get((atom.path, atom.kind))
        return group.name if group else ""

    def names_things(self, atom: Atom) -> bool:
        """Say whether an atom is a name, a date or a position, and not an amount."""
        group = self.groups.get((atom.path, atom.kind))
        return atom.path in self.affixes or (group is not None and group.manner in ("name", "shift", "date"))

    def apply(self, bound: Sequence[Argument], shapes: Mapping[str, Shape], copy: int, seed: int) -> None:
        """Rename the atoms of some arguments in place, for the n-th copy of a call."""
        self.rename(atom_places(bound, shapes), copy, seed, {})

    def rename(self, places: Sequence[AtomPlace], copy: int, seed: int, offsets: Mapping[str, int]) -> None:
        """Put the values of the n-th copy into places; `offsets` say, by group of positions, how far those lie behind.

        Copy 0 of seed 0 is the call as it was recorded.
        """
        rng = Random(f"{seed}:{copy}")
        exchanges: dict[str, _Exchange] = {}
        if copy == 0 and seed == 0:
            return
        for place in places:
            place.owner[place.index] = self._renamed(place.atom, place.node, copy, seed, offsets, exchanges, rng)

    def _renamed(
        self,
        atom: Atom,
        node: Any,
        copy: int,
        seed: int,
        offsets: Mapping[str, int],
        exchanges: dict[str, _Exchange],
        rng: Random,
    ) -> Any:
        number = copy + (seed * 7919 % 997 if seed else 0)
        marked = self.affixes.get(atom.path)
        if marked and isinstance(node, str) and node.startswith(marked[0]) and node.endswith(marked[2]):
            inner = node[len(marked[0]) : len(node) - len(marked[2])]
            if inner in marked[1].values:
                return marked[0] + name(inner, marked[1], number) + marked[2]
        group = self.groups.get((atom.path, atom.kind))
        if group is None or node is None or group.manner == "keep":
            return node
        if group.manner in ("shift", "index") and not isinstance(node, (int, float)):
            return node
        if group.manner == "name":
            return name(node, group, number) if isinstance(node, str) else node
        if group.manner in ("shift", "index"):
            if group.manner == "index":
                return node + offsets.get(group.name, 0) if node >= 0 else node
            return node + copy * group.span + seed * 37 % max(group.span, 2)
        if group.manner == "measure":
            if not isinstance(node, int | float) or (type(node), node) not in group.movable:
                return node
            if group.name not in exchanges:
                exchanges[group.name] = _Exchange(tuple(group.movable.values()), rng)
            return exchanges[group.name].of(node)
        if group.manner == "date":
            return shifted(node, copy * group.span + seed % DAYS_OF_A_WEEK)
        return self._text(node, group, number, rng)

    def _text(self, node: str, group: Group, number: int, rng: Random) -> str:
        if node in self.words:
            return name(node, self.words[node], number)
        parts = texts.tokens(node)
        changed = [
            _cased(part, name(part.lower(), self.words[part.lower()], number)) if part.lower() in self.words else part
            for part in parts
        ]
        if changed != parts:
            return "".join(changed)
        pool = [value for value in group.values if isinstance(value, str) and len(value) <= 2 * len(node)]
        return texts.varied(rng.choice(pool) if pool and rng.random() < 0.5 else node, number)


def renaming(
    shapes: Mapping[str, Shape], pools: Pools, relations: Relations, *, boldly: bool, spread: bool
) -> Renaming:
    """Decide how every atom is renamed; `boldly`: also words that look like states, `spread`: dates lie side by side."""
    found = list({(atom.path, atom.kind): atom for atom in atoms(shapes)}.values())
    together = _rising(shapes, relations)
    names: dict[tuple[str, str], str] = {}
    for atom in found:
        pool = pools.find(atom.path, atom.kind)
        base = pool.name if pool else atom.path
        names[atom.path, atom.kind] = f"{together.get(base, together.get(atom.path, base))}:{atom.kind}"
    members: dict[str, list[Atom]] = {}
    for atom in found:
        members.setdefault(names[atom.path, atom.kind], []).append(atom)
    sorted_paths = _sorted_paths(shapes)
    bounds = {bound.path for bound in relations.bounds}
    groups: dict[tuple[str, str], Group] = {}
    for label, inside in members.items():
        linked = any(atom.path in together for atom in inside) or any(atom.path in sorted_paths for atom in inside)
        group = _group(
            label,
            inside,
            linked=linked,
            is_index=any(atom.path in bounds for atom in inside),
            boldly=boldly,
            spread=spread,
        )
        groups.update({(atom.path, atom.kind): group for atom in inside})
    by_pool = {pool.name: groups[key] for key, pool in pools.of.items() if groups[key].manner == "name"}
    affixes = {
        path: (affix.before, by_pool[affix.pool], affix.after)
        for path, affix in pools.affixes.items()
        if affix.pool in by_pool
    }
    words = {
        value.lower(): group
        for group in groups.values()
        if group.manner == "name"
        for value in group.values
        if isinstance(value, str) and value
    }
    return Renaming(groups, affixes, words)


def _group(label: str, inside: Sequence[Atom], *, linked: bool, is_index: bool, boldly: bool, spread: bool) -> Group:
    values = tuple({mark_of(value): value for atom in inside for value in atom.pool}.values())
    roles = {atom.role for atom in inside}
    containers = {atom.path.partition("[")[0].partition("{")[0] for atom in inside if set(atom.path) & set("[{")}
    named = bool(roles & {"key", "identifier", "entity"}) or (len(containers) > 1 and "enumeration" in roles)
    kind = inside[0].kind
    manner: Manner = "keep"
    span = 0
    if kind == "int":
        numbers = [value for value in values if isinstance(value, int)]
        span = max(numbers) - min(numbers) + 1 if numbers else 1
        manner = "keep" if not numbers else "index" if is_index else "shift" if named or linked else "measure"
    elif kind == "float":
        numbers_f = [value for value in values if isinstance(value, float)]
        span = int(max(numbers_f) - min(numbers_f)) + 1 if numbers_f else 1
        manner = "keep" if len(numbers_f) < len(values) or not numbers_f else "shift" if linked else "measure"
    elif "date" in roles or (
        kind == "str" and "key" in roles and all(day_number(value) is not None for value in values)
    ):
        days = [day for day in map(day_number, values) if day is not None]
        apart = spread and (linked or "key" in roles or any(atom.distinct for atom in inside))
        span = max(days) - min(days) + 1 if days and apart else 0
        manner = "date" if days else "keep"
    elif kind == "str":
        manner = "name" if named or (boldly and "enumeration" in roles) else "text" if "text" in roles else "keep"
    strings = [value for value in values if isinstance(value, str)]
    alphabet = texts.small_alphabet(strings) if manner == "name" else ""
    return Group(label, manner, values, span, alphabet, _widths(strings))


def one_group(label: str, inside: Sequence[Atom]) -> Group:
    """Rename what names the same things, whatever its role looks like by itself."""
    values = tuple({mark_of(value): value for atom in inside for value in atom.pool}.values())
    numbers = [value for value in values if isinstance(value, int)]
    strings = [value for value in values if isinstance(value, str)]
    span = max(numbers) - min(numbers) + 1 if numbers else 0
    manner: Manner = "shift" if numbers else "name"
    return Group(label, manner, values, span, texts.small_alphabet(strings), _widths(strings))


def _widths(strings: Sequence[str]) -> dict[str, int]:
    widths: dict[str, int] = {}
    for text in strings:
        found = _LAST_NUMBER.search(text)
        if found:
            template = text[: found.start()] + "0" + text[found.end() :]
            widths[template] = max(widths.get(template, 0), int(found[0]) + 1)
    return widths


def name(text: str, group: Group, number: int) -> str:
    """Give a name of the same format that no other name of the group has, one for each number; 0 gives the name itself."""
    if number == 0 or not text:
        return text
    found = _LAST_NUMBER.search(text)
    if found:
        template = text[: found.start()] + "0" + text[found.end() :]
        width = group.widths.get(template, int(found[0]) + 1)
        return text[: found.start()] + str(int(found[0]) + number * width).zfill(len(found[0])) + text[found.end() :]
    if group.alphabet:
        return text + _spelled(number, group.alphabet)
    end = len(text)
    while end and not text[end - 1].isalnum():
        end -= 1
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if text[end - 1 : end].isupper() else "abcdefghijklmnopqrstuvwxyz"
    return text[:end] + _spelled(number, letters) + text[end:]


def _spelled(number: int, letters: str) -> str:
    made = ""
    while True:
        number, place = divmod(number, len(letters))
        made = letters[place] + made
        if number == 0 or len(letters) == 1:
            return made


def _cased(old: str, new: str) -> str:
    return new.upper() if old.isupper() and len(old) > 1 else new.capitalize() if old[:1].isupper() else new


def _rising(shapes: Mapping[str, Shape], relations: Relations) -> dict[str, str]:
    """Name one group for fields that rise from one to the next: they are shifted together."""
    links = [(rise.first, rise.second) for rise in relations.ordered]
    for option in _options(shapes):
        if isinstance(option, Fields):
            links += [(option.fields[rise.first].path, option.fields[rise.second].path) for rise in option.ordered]
    groups: dict[str, str] = {}
    for first, second in links:
        label = groups.get(first, groups.get(second, first))
        for path, old in list(groups.items()):
            if old in (groups.get(first), groups.get(second)):
                groups[path] = label
        groups[first] = groups[second] = label
    return groups


def _sorted_paths(shapes: Mapping[str, Shape]) -> set[str]:
    found: set[str] = set()
    for option in _options(shapes):
        if isinstance(option, Items) and option.sorted_by is not None:
            found.add(option.item.path + (f".{option.sorted_by}" if option.sorted_by else ""))
            found.add(option.item.path + ".0" if option.sorted_by == "" else option.item.path)
    return found


def _options(shapes: Mapping[str, Shape]) -> list[Any]:
    found: list[Any] = []
    stack = list(shapes.values())
    while stack:
        for option in stack.pop().options:
            found.append(option)
            if isinstance(option, Items):
                stack.append(option.item)
            elif isinstance(option, Table):
                stack += [option.keys, option.values]
            elif isinstance(option, Fields):
                stack.extend(option.fields.values())
    return found
