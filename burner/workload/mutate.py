"""Recorded calls changed at one or a few places, where programs that agree on the recorded ones part ways.

Edits linked trees in place; types stay as recorded at each path.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from burner.workload import arrays
from burner.workload.describe import describe
from burner.workload.pools import Pools
from burner.workload.recombine import in_order
from burner.workload.relations import restore_records
from burner.workload.shapes import Atom, Fields, Items, Shape, Table, field_slots, spots
from burner.workload.text import tokens as text_parts
from burner.workload.trees import (
    SEQUENCES,
    Argument,
    Tree,
    arguments,
    copied,
    count_nodes,
    items_of,
    linked,
    slots,
    text_of,
)
from burner.workload.values import near, odd

HEAVY = 250
THIN = 14
MOST_GAPS = 24
FEWEST_PARTS = 5
"""Texts of fewer parts are names, not something that is parsed."""


def mutated(call: Tree, parameters: Sequence[str], shapes: Mapping[str, Shape], pools: Pools, rng: Random) -> Tree:
    """Change a copy of a recorded call at one to four places; very large ones are thinned out first."""
    made = light(call, parameters, shapes, rng)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        bound = [argument for argument in arguments(made, parameters) if argument.name in shapes]
        if not bound:
            break
        if len(bound) > 1 and rng.random() < 0.05:
            _across(bound[0], rng.choice(bound[1:]), shapes, rng)
            continue
        argument = rng.choice(bound)
        places = list(spots(shapes[argument.name], argument.owner, argument.index))
        containers = [place for place in places if _is_container(place[1][place[2]])]
        outer = [place for place in containers if _is_grown(place)][:2]
        chosen = rng.choice(outer) if outer and rng.random() < 0.4 else rng.choice(places)
        _change(*chosen, pools, rng)
    if rng.random() < 0.6:
        restore_records(made, parameters, shapes)
    return made


def light(call: Tree, parameters: Sequence[str], shapes: Mapping[str, Shape], rng: Random) -> Tree:
    """A linked copy of a recorded call, thinned out where it is very large."""
    made = linked(call)
    if count_nodes(made) > HEAVY:
        thin(made, parameters, shapes, rng)
    return made


def edges(call: Tree, parameters: Sequence[str], shapes: Mapping[str, Shape], rng: Random) -> Iterator[Tree]:
    """Yield the edge cases of one recorded call: containers empty, single, doubled, in other orders, below zero; scalars odd."""
    base = light(call, parameters, shapes, rng)
    names = [argument.name for argument in arguments(base, parameters)]
    for position, name in enumerate(names):
        for path in _outer_paths(base, parameters, shapes, position):
            for change in (
                _empty,
                _single,
                _reversed,
                _all_equal,
                _sorted,
                _doubled,
                _first_twice,
                _negated,
                _half_negated,
            ):
                made = copied(base)
                argument = arguments(made, parameters)[position]
                for shape, owner, index in list(spots(shapes[name], argument.owner, argument.index)):
                    if shape.path == path and _is_container(owner[index]):
                        change(owner[index])
                        break
                yield made
        argument = arguments(base, parameters)[position]
        if not isinstance(argument.value, list) and name in shapes:
            option = shapes[name].option(argument.value)
            pool = option.pool if isinstance(option, Atom) else ()
            for _ in range(5):
                made = copied(base)
                place = arguments(made, parameters)[position]
                place.owner[place.index] = odd(place.value, pool, rng, calm=True)
                yield made
    yield from _texts_with_gaps(base, parameters, shapes)
    if len(names) > 1:
        made = copied(base)
        for argument in arguments(made, parameters):
            if isinstance(argument.value, list) and _is_container(argument.value):
                _empty(argument.value)
        yield made
        for number in (0, 1):
            made = copied(base)
            for argument in arguments(made, parameters):
                if type(argument.value) is int:
                    argument.owner[argument.index] = number
            yield made


def _texts_with_gaps(base: Tree, parameters: Sequence[str], shapes: Mapping[str, Shape]) -> Iterator[Tree]:
    """Yield calls in which the first few written lines lack one part each; of a list of lines only that one is kept."""
    left = MOST_GAPS
    for position, argument in enumerate(arguments(base, parameters)):
        if argument.name not in shapes:
            continue
        places = [(owner, index) for _, owner, index in _texts(argument, shapes)]
        for number, (owner, index) in enumerate(places):
            parts = text_parts(owner[index])
            for gap in range(len(parts)):
                if left == 0 or len(parts) < FEWEST_PARTS:
                    break
                left -= 1
                made = copied(base)
                shape, held, place = list(_texts(arguments(made, parameters)[position], shapes))[number]
                held[place] = "".join([*parts[:gap], *parts[gap + 1 :]])
                if shape.path.endswith("[]"):
                    held[:] = [held[place]]
                yield made


def _texts(argument: Argument, shapes: Mapping[str, Shape]) -> Iterator[tuple[Shape, list[Any], int]]:
    for shape, owner, index in spots(shapes[argument.name], argument.owner, argument.index):
        option = shape.option(owner[index])
        if isinstance(option, Atom) and option.kind == "str" and option.role in ("text", "identifier", "entity"):
            yield shape, owner, index


def thin(call: Tree, parameters: Sequence[str], shapes: Mapping[str, Shape], rng: Random, most: int = THIN) -> None:
    """Cut the long containers of a linked call down to a few elements, in their order; rows of a matrix alike."""
    for argument in arguments(call, parameters):
        if argument.name not in shapes:
            continue
        for shape, owner, index in spots(shapes[argument.name], argument.owner, argument.index):
            node = owner[index]
            if isinstance(node, str) and len(node) > 300:
                start = rng.randrange(len(node) - 100)
                owner[index] = node[start : start + rng.randint(1, 100)]
            option = shape.option(node)
            if isinstance(option, (Items, Table)) and len(items_of(node)) > most:
                size = rng.randint(2, most)
                held = items_of(node)
                if isinstance(option, Items) and option.rows:
                    _thin_rows(held, size, rng, square=option.rows == "square")
                elif rng.random() < 0.5:
                    start = rng.randrange(len(held) - size)
                    held[:] = held[start : start + size]
                else:
                    held[:] = [held[place] for place in sorted(rng.sample(range(len(held)), size))]
            elif isinstance(option, Atom) and option.kind.startswith("numpy.ndarray"):
                owner[index] = arrays.recombined([node], rng, rng.randint(2, most))


def _thin_rows(held: list[Any], size: int, rng: Random, *, square: bool) -> None:
    held[:] = held[:size]
    width = min(len(row[1]) for row in held)
    keep = size if square else rng.randint(1, min(width, THIN)) if width else 0
    for row in held:
        row[1] = row[1][:keep]


def _is_container(node: Any) -> bool:
    return isinstance(node, list) and node[0] in ("l", "t", "s", "fs", "dq", "it", "d", "c2")


def _is_grown(place: tuple[Shape, list[Any], int]) -> bool:
    return isinstance(place[0].option(place[1][place[2]]), (Items, Table))


def _outer_paths(call: Tree, parameters: Sequence[str], shapes: Mapping[str, Shape], position: int) -> list[str]:
    argument = arguments(call, parameters)[position]
    if argument.name not in shapes:
        return []
    found = [
        place[0].path for place in spots(shapes[argument.name], argument.owner, argument.index) if _is_grown(place)
    ]
    return list(dict.fromkeys(found))[:3]


def _across(first: Any, second: Any, shapes: Mapping[str, Shape], rng: Random) -> None:
    """Exchange two arguments of the same type, or pass one object as both."""
    one, two = shapes[first.name], shapes[second.name]
    if first.name == second.name or describe(one) != describe(two) or _field_names(one) != _field_names(two):
        return
    if rng.random() < 0.5:
        first.owner[first.index], second.owner[second.index] = second.value, first.value
    else:
        second.owner[second.index] = first.value


def _field_names(shape: Shape) -> set[str]:
    """The names of all record fields in a shape: lists of different records are not of the same type."""
    found: set[str] = set()
    for option in shape.options:
        if isinstance(option, Items):
            found |= _field_names(option.item)
        elif isinstance(option, Table):
            found |= _field_names(option.keys) | _field_names(option.values)
        elif isinstance(option, Fields):
            found |= set(option.fields).union(*map(_field_names, option.fields.values()))
    return found


def _change(shape: Shape, owner: list[Any], index: int, pools: Pools, rng: Random) -> None:
    node = owner[index]
    option = shape.option(node)
    nothing = next((other for other in shape.options if isinstance(other, Atom) and other.kind == "None"), None)
    if nothing is not None and node is not None and rng.random() < 0.15:
        owner[index] = None
    elif isinstance(option, Atom):
        owner[index] = _other(option, node, pools, rng)
        if node is None:
            others = [value for other in shape.options if isinstance(other, Atom) for value in other.pool]
            owner[index] = rng.choice(others)
    elif isinstance(option, Items):
        _rearrange(option, node, rng)
    elif isinstance(option, Table):
        _edit_table(option, node, pools, rng)
    elif isinstance(option, Fields):
        _edit_fields(option, node, pools, rng)


def _other(option: Atom, node: Any, pools: Pools, rng: Random) -> Any:
    if option.kind.startswith("numpy.ndarray"):
        return arrays.recombined([node], rng, rng.choice((0, 1, 2, rng.randint(2, THIN))))
    pool = pools.find(option.path, option.kind)
    values = pool.values if pool else option.pool
    roll = rng.random()
    if roll < 0.35:
        return copied(rng.choice(option.pool if rng.random() < 0.5 else values))
    calm = is_alone(option.path)
    return near(node, values, rng, calm=calm) if roll < 0.65 else odd(node, values, rng, calm=calm)


def is_alone(path: str) -> bool:
    """Tell an argument by itself, which may be a count, from one of many values."""
    return not set(path) & set("[{")


def _rearrange(option: Items, node: list[Any], rng: Random) -> None:  # noqa: PLR0912 - one branch per change
    held = items_of(node)
    size = len(held)
    if not size:
        if option.item.options and isinstance(option.item.options[0], Atom):
            held.append(rng.choice(option.item.options[0].pool))
        return
    one, two = rng.randrange(size), rng.randrange(size)
    roll = rng.randrange(20)
    if roll < 3:
        del held[one]
    elif roll < 5:
        held.insert(two, copied(held[one]))
    elif roll == 5:
        held[one], held[two] = held[two], held[one]
    elif roll == 6:
        held.reverse()
    elif roll == 7:
        rng.shuffle(held)
    elif roll == 8:
        held[:] = in_order(held, option.sorted_by or _some_field(held, rng))
    elif roll == 9:
        held[:] = held[: rng.choice((0, 1, 1, 2))]
    elif roll == 10:
        held[:] = held[one:] + held[:one]
    elif roll == 11:
        held.extend(copied(item) for item in list(held)[:THIN])
    elif roll == 12:
        held.append(held[one])  # the same object twice
    elif roll == 13:
        held[:] = [copied(held[one]) for _ in held]
    elif roll == 14:
        del held[: rng.randint(0, size)]
    elif roll == 15:
        del held[rng.randint(0, size) :]
    else:
        _take_over(held[one], held[two], rng)


def _some_field(held: Sequence[Any], rng: Random) -> str:
    if isinstance(held[0], list) and held[0][0] in ("d", "o", "t", "l"):
        names = [name for name, _, _ in field_slots(held[0])]
        return rng.choice(names) if names and rng.random() < 0.8 else ""
    return ""


def _take_over(mine: Any, theirs: Any, rng: Random) -> None:
    """Give a record the value of one or two fields of another record: equal keys, equal dates, equal amounts."""
    if not (
        isinstance(mine, list) and isinstance(theirs, list) and mine[0] == theirs[0] and mine[0] in ("d", "o", "t", "l")
    ):
        return
    source = {name: owner[index] for name, owner, index in field_slots(theirs)}
    places = [place for place in field_slots(mine) if place[0] in source]
    for name, owner, index in rng.sample(places, min(len(places), rng.randint(1, 2))):
        owner[index] = copied(source[name])


def _edit_table(option: Table, node: list[Any], pools: Pools, rng: Random) -> None:
    held = items_of(node)
    roll = rng.randrange(10)
    if not held or roll < 2:
        key = next((atom for atom in option.keys.options if isinstance(atom, Atom)), None)
        values = [pair[1] for sample in option.samples if isinstance(sample, list) for pair in items_of(sample)[:20]]
        if key is not None and values:
            held.append([_other(key, rng.choice(key.pool), pools, rng), copied(rng.choice(values))])
        return
    place = rng.randrange(len(held))
    if roll < 5:
        del held[place]
    elif roll == 5:
        rng.shuffle(held)
    elif roll == 6:
        held.reverse()
    elif roll == 7:
        held[:] = held[: rng.choice((0, 1, 2))]
    elif roll == 8:
        held[place][1] = copied(rng.choice(held)[1])
    else:
        atom = option.keys.option(held[place][0])
        if isinstance(atom, Atom):
            held[place][0] = _other(atom, held[place][0], pools, rng)


def _edit_fields(option: Fields, node: list[Any], pools: Pools, rng: Random) -> None:
    if option.tag == "d" and option.optional and rng.random() < 0.7:
        name = rng.choice(sorted(option.optional))
        pairs = node[1]
        present = [pair for pair in pairs if pair[0] == name]
        if present:
            pairs.remove(present[0])
            return
        known = [
            pair[1] for sample in option.samples if isinstance(sample, list) for pair in sample[1] if pair[0] == name
        ]
        if known:
            pairs.append([name, copied(rng.choice(known))])
        return
    places = [place for place in field_slots(node) if place[0] in option.fields]
    if places:
        name, owner, index = rng.choice(places)
        _change(option.fields[name], owner, index, pools, rng)


def _empty(node: list[Any]) -> None:
    items_of(node).clear()


def _single(node: list[Any]) -> None:
    del items_of(node)[1:]


def _doubled(node: list[Any]) -> None:
    held = items_of(node)
    if node[0] not in ("d", "c2"):
        held.extend([copied(item) for item in held])


def _reversed(node: list[Any]) -> None:
    items_of(node).reverse()


def _all_equal(node: list[Any]) -> None:
    held = items_of(node)
    if node[0] in ("d", "c2"):
        for pair in held[1:]:
            pair[1] = copied(held[0][1])
    else:
        held[1:] = [copied(held[0]) for _ in held[1:4]]


def _first_twice(node: list[Any]) -> None:
    held = items_of(node)
    if node[0] not in ("d", "c2"):
        held.extend([copied(item) for item in held[:1]])


def _negated(node: list[Any]) -> None:
    """All numbers below zero, where sums and maxima that begin with 0 go wrong."""
    for owner, index in list(_positive(node)):
        owner[index] = -owner[index]


def _half_negated(node: list[Any]) -> None:
    """Every second number below zero, where distances, products and signs go wrong."""
    for owner, index in list(_positive(node))[1::2]:
        owner[index] = -owner[index]


def _positive(node: list[Any]) -> Iterator[tuple[list[Any], int]]:
    """The places of all numbers above zero but keys."""
    left, seen = [node], {id(node)}
    while left:
        each = left.pop()
        for owner, index in slots(each):
            value = owner[index]
            if type(value) in (int, float) and value > 0 and not (each[0] in ("d", "c2") and index == 0):
                yield owner, index
            elif isinstance(value, list) and value[0] in (*SEQUENCES, "d") and id(value) not in seen:
                seen.add(id(value))
                left.append(value)


def _sorted(node: list[Any]) -> None:
    held = items_of(node)
    held.sort(key=(lambda pair: text_of(pair[0])) if node[0] in ("d", "c2") else text_of)
