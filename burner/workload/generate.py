"""New calls of the same kind as recorded ones, on which two versions of a function are compared.

Five sources: the edge cases of recorded calls, recorded calls with the code's own literals or changed at a few places,
recorded values newly arranged, and hypothesis. The same seed gives the same calls. Works on wire trees; nothing of the user's code runs here.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from burner.sandbox.inside.trees import to_json
from burner.workload.counts import keep_counts
from burner.workload.infer import infer
from burner.workload.literals import Constant, with_literals
from burner.workload.mutate import THIN, edges, mutated, thin
from burner.workload.pools import NAMES, Pools, atoms, pool
from burner.workload.recombine import Builder
from burner.workload.relations import relate, restore
from burner.workload.shapes import Shape
from burner.workload.strategies import drawn
from burner.workload.trees import Tree, arguments, copied, count_nodes, is_clean, linked, unlinked

EDGE_SHARE = 0.2
LITERAL_SHARE = 0.12
MUTATED_SHARE = 0.3
DRAWN_SHARE = 0.1
WORKING_SHARE = 0.7
BIG_SHARE = 0.07
MOST_BELOW_ZERO = 4
LIGHT = 250
LONGEST = 60
"""No container is made longer."""
HEAVIEST = 4000
"""Recorded calls of more values than this are left to the growing of inputs."""


def generate(
    calls: Sequence[Tree],
    seed: int,
    count: int,
    parameters: Sequence[str] = (),
    annotations: Mapping[str, str] | None = None,
    failing: Sequence[int] = (),
    until: float = math.inf,
    known_literals: Sequence[Constant] = (),
) -> list[Tree]:
    """Make up to `count` distinct new calls, smaller and larger ones mixed, none of them among the recorded.

    `annotations` are texts by parameter and stand in where nothing was recorded. `failing` are the positions of
    recorded calls that raised: what only they hold is used less. `known_literals` are those of the code. The heaviest
    calls come last: a caller may stop at the first that takes too long. Calls of large objects take long to make: after
    `until`, of `time.monotonic()`, there are no more than there are.
    """
    rng = Random(seed)
    known = [call for call in calls if is_clean(call)]
    working = [call for position, call in enumerate(calls) if position not in set(failing) and is_clean(call)]
    seen = {to_json(call) for call in calls}
    usable = spread(known, parameters)
    good = spread(working, parameters) if 0 < len(working) < len(known) else []
    shapes = infer(usable, parameters)
    joined = pool(shapes)
    made: list[Tree] = []

    def take(source: Iterator[Tree], limit: int) -> None:
        end = len(made) + limit
        for call in source:
            if len(made) >= min(end, count) or time.monotonic() > until:
                return
            keep_counts(call, parameters, shapes)
            tree = unlinked(call)
            text = to_json(tree)
            if text not in seen:
                seen.add(text)
                made.append(tree)

    if usable:
        small = sorted(usable, key=count_nodes)
        take(_edges(sorted(good, key=count_nodes) or small, parameters, shapes, rng), int(count * EDGE_SHARE))
        take(with_literals(small, parameters, shapes, known_literals, rng), int(count * LITERAL_SHARE))
        take(
            _mutations([*small, *good, *good], parameters, shapes, joined, rng, count),
            int(count * MUTATED_SHARE),
        )
    take(
        iter(drawn(usable, parameters, shapes, annotations or {}, seed, int(count * (DRAWN_SHARE if usable else 1)))),
        count,
    )
    if good:
        good_shapes = infer(good, parameters)
        left = int((count - len(made)) * WORKING_SHARE)
        take(_arrangements(good, parameters, good_shapes, pool(good_shapes), rng, count), left)
    if usable:
        take(_arrangements(usable, parameters, shapes, joined, rng, count), count)
    ordered = _heaviest_last(made, rng)
    made = []
    take(_below_zero(good or usable, parameters), MOST_BELOW_ZERO)
    return [*ordered[max(0, len(ordered) + len(made) - count) :], *made]


def _heaviest_last(made: list[Tree], rng: Random) -> list[Tree]:
    rng.shuffle(made)
    by_weight = sorted(range(len(made)), key=lambda position: count_nodes(made[position]))
    heavy = by_weight[len(made) - len(made) // 10 :]
    kept = set(heavy)
    return [made[position] for position in range(len(made)) if position not in kept] + [
        made[position] for position in heavy
    ]


def spread(calls: Sequence[Tree], parameters: Sequence[str], limit: int = 60) -> list[Tree]:
    """Keep recorded calls that are not enormous, spread over all of them, and parts of a few enormous ones."""
    weights = [count_nodes(call) for call in calls]
    light = [call for call, weight in zip(calls, weights, strict=True) if weight <= HEAVIEST]
    heavy = sorted((weight, at) for at, weight in enumerate(weights) if weight > HEAVIEST)[:3]
    step = max(1.0, len(light) / limit)
    kept = [light[int(position * step)] for position in range(min(limit, len(light)))]
    return kept + [part for _, at in heavy for part in _parts(calls[at], parameters)]


def _parts(call: Tree, parameters: Sequence[str]) -> Iterator[Tree]:
    """Cut a few parts out of an enormous call."""
    shapes = infer([call], parameters)
    whole = linked(call)
    thin(whole, parameters, shapes, Random(0), 20 * THIN)
    for seed in range(4):
        part = copied(whole)
        thin(part, parameters, shapes, Random(seed), 2 * THIN)
        if count_nodes(part) <= HEAVIEST:
            yield unlinked(part)


def _below_zero(calls: Sequence[Tree], parameters: Sequence[str]) -> Iterator[Tree]:
    """Yield calls with -1 for one or all whole numbers that are arguments; they come last: some count down for ever."""
    light = [call for call in calls if count_nodes(call) <= LIGHT]
    for call in sorted(light, key=count_nodes)[-1:]:
        for position in range(len(arguments(linked(call), parameters))):
            made = linked(call)
            place = arguments(made, parameters)[position]
            if type(place.value) is int and place.value >= 0:
                place.owner[place.index] = -1
                yield made
        made = linked(call)
        for place in arguments(made, parameters):
            if type(place.value) is int:
                place.owner[place.index] = -1
        yield made


def _edges(
    calls: Sequence[Tree], parameters: Sequence[str], shapes: Mapping[str, Shape], rng: Random
) -> Iterator[Tree]:
    middle = [*calls[len(calls) // 2 :], *calls[: len(calls) // 2]]
    for call in middle[:12]:
        yield from edges(call, parameters, shapes, rng)


def _mutations(
    calls: Sequence[Tree], parameters: Sequence[str], shapes: Mapping[str, Shape], pools: Pools, rng: Random, count: int
) -> Iterator[Tree]:
    for _ in range(2 * count):
        yield mutated(rng.choice(calls), parameters, shapes, pools, rng)


def _arrangements(
    calls: Sequence[Tree],
    parameters: Sequence[str],
    shapes: Mapping[str, Shape],
    pools: Pools,
    rng: Random,
    count: int,
) -> Iterator[Tree]:
    relations = relate(calls, parameters, shapes, pools)
    mentions = mentioned(shapes, pools)
    for _ in range(3 * count):
        builder = Builder(shapes, pools, mentions, rng, LONGEST, is_big=rng.random() < BIG_SHARE)
        call = builder.call(rng.choice(calls), parameters)
        if rng.random() < 0.9:
            restore(call, parameters, shapes, relations, pools, rng)
        yield call


def mentioned(shapes: Mapping[str, Shape], pools: Pools) -> Mapping[str, Sequence[str]]:
    """For each path of free text: the pools whose names occur in the recorded texts."""
    found = list(atoms(shapes))
    texts = [atom for atom in found if atom.kind == "str" and atom.role == "text"]
    names = {
        pools.of[atom.path, "str"].name: pools.of[atom.path, "str"]
        for atom in found
        if atom.kind == "str" and atom.role in NAMES
    }
    result: dict[str, Sequence[str]] = {}
    for atom in texts:
        body = "\n".join(value[:400] for value in atom.pool[:100] if isinstance(value, str)).lower()
        within = [
            name
            for name, group in names.items()
            if any(isinstance(value, str) and value and value.lower() in body for value in group.values[:100])
        ]
        result[atom.path] = within
    return result
