"""Ways to make a recorded call larger, so that a function of microseconds on toy inputs shows what it costs.

Every way is a guess at what "more of the same" means; the caller runs the original on growing sizes and keeps the ways
that it bears and whose time grows. Works on wire trees; nothing of the user's code runs here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from random import Random

from burner.workload import arrays
from burner.workload.counts import counting
from burner.workload.generate import mentioned, spread
from burner.workload.infer import infer
from burner.workload.links import link_ways
from burner.workload.pools import pool
from burner.workload.recombine import Builder
from burner.workload.relations import relate, restore
from burner.workload.rename import Renaming, renaming
from burner.workload.replicas import Kind, Point, largest, places, points, replicated, suited
from burner.workload.shapes import Atom, Items, Table
from burner.workload.trees import HASHED, Tree, is_clean, linked, tag_of, unlinked
from burner.workload.way import Way
from burner.workload.ways_of_structures import chain_ways, inner_ways, matrix_ways, tree_ways
from burner.workload.ways_of_values import (
    longer_texts,
    longest_text,
    number_parameters,
    number_ways,
    text_parameters,
    text_ways,
)

__all__ = ["Way", "ways"]

MOST_WAYS = 16


def ways(calls: Sequence[Tree], parameters: Sequence[str], begin: Sequence[Tree] = ()) -> list[Way]:
    """Find ways to grow calls that did not raise, the most promising first; growing starts from one of `begin`."""
    usable = spread([call for call in calls if is_clean(call)], parameters)
    if not usable:
        return []
    bases = tuple(spread([call for call in begin if is_clean(call)], parameters)) or tuple(usable)
    shapes = infer(usable, parameters)
    joined = pool(shapes)
    kind = Kind(tuple(parameters), shapes, joined, relate(usable, parameters, shapes, joined))
    names = renaming(shapes, joined, kind.relations, boldly=False, spread=True)
    bold = renaming(shapes, joined, kind.relations, boldly=True, spread=True)
    dense = renaming(shapes, joined, kind.relations, boldly=False, spread=False)
    found = points(shapes)
    numbers = number_parameters(shapes)
    made = [
        *matrix_ways(kind, found),
        *chain_ways(kind, names),
        *tree_ways(kind, usable, names),
        *link_ways(kind, found, names),
    ]
    if found:
        made.append(_copies(kind, found, names, "copies"))
        written = text_parameters(shapes)
        if written:
            made.append(_copies(kind, found, names, "copies and texts", written))
        if numbers:
            made.append(_copies(kind, found, names, "copies and counts", numbers))
        if len(found) > 1:
            made += [_copies(kind, [point], _without(names, kind, point), "copies of one") for point in found]
    made += text_ways(kind)
    if found:
        made.append(_arranged(kind, found))
        made.append(_copies(kind, found, bold, "bold copies"))
    made += number_ways(kind, numbers)
    made += inner_ways(kind, found, names)
    if found:
        if dense.groups != names.groups:
            made.append(_copies(kind, found, dense, "dense copies"))
        lists = [point for point in found if not isinstance(point.option, Table)]
        if lists:
            made.append(_copies(kind, lists, None, "same values"))
    return [replace(way, bases=bases, make=counting(way.make, parameters, shapes)) for way in made[:MOST_WAYS]]


def _label(found: Sequence[Point]) -> str:
    return " and ".join(point.label for point in found[:2])


def _copies(
    kind: Kind, found: Sequence[Point], rename: Renaming | None, manner: str, counts: Sequence[str] = ()
) -> Way:
    texts_too = [name for name in counts if manner == "copies and texts"]
    label = " and ".join([*(point.label for point in found[:2]), *(f"len({name})" for name in texts_too[:1])])

    def make(call: Tree, n: int, seed: int) -> Tree:
        made = replicated(call, kind, found, rename, n, seed, counts)
        longest = longest_text(kind, texts_too, call)
        size = longest * n // max(1, largest(call, kind, found))
        return longer_texts(kind, texts_too, True, made, size, seed) if texts_too else made

    return Way(label, manner, lambda call: largest(call, kind, found), make, partial(suited, kind, found))


def _without(names: Renaming, kind: Kind, point: Point) -> Renaming:
    """Leave names alone that other arguments know, when only one list grows: they must still be found there."""
    if isinstance(point.option, Table) or (isinstance(point.option, Items) and point.option.tag in HASHED):
        return names
    shared = {
        key: group
        for key, group in names.groups.items()
        if group.manner == "name"
        and any(not path.startswith(point.path) for path in (kind.pools.of[key].paths if key in kind.pools.of else ()))
    }
    groups = {key: group for key, group in names.groups.items() if key not in shared}
    return Renaming(groups, {} if shared else names.affixes, names.words)


def _arranged(kind: Kind, found: Sequence[Point]) -> Way:
    mentions = mentioned(kind.shapes, kind.pools)

    def make(call: Tree, n: int, seed: int) -> Tree:
        builder = Builder(kind.shapes, kind.pools, mentions, Random(seed), n, room=60 * n + 1000)
        builder.exact = {point.path: n for point in found}
        builder.share = max(4, n // 2)
        whole = linked(call)
        for path, (owner, index) in places(whole, kind, found).items():
            point = next(point for point in found if point.path == path)
            if isinstance(point.option, (Items, Table)):
                owner[index] = builder.container(point.option)
            elif isinstance(point.option, Atom) and tag_of(owner[index]) == "np":
                owner[index] = arrays.recombined([owner[index]], Random(seed), n)
        restore(whole, kind.parameters, kind.shapes, kind.relations, kind.pools, Random(seed))
        return unlinked(whole)

    return Way(_label(found), "arranged", lambda call: largest(call, kind, found), make, partial(suited, kind, found))
