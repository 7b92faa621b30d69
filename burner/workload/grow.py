"""Ways to make a recorded call larger, so that a function of microseconds on toy inputs shows what it costs.

Every way is a guess at what "more of the same" means; the caller runs the original on growing sizes and keeps the ways
that it bears and whose time grows. Works on wire trees; nothing of the user's code runs here.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from burner.sandbox.inside.trees import to_json
from burner.workload import arrays
from burner.workload import text as texts
from burner.workload.generate import mentioned, spread
from burner.workload.mutate import thin
from burner.workload.nested import branched, chained, count_like, nested_at, squared, width
from burner.workload.pools import pool
from burner.workload.recombine import Builder
from burner.workload.relations import relate, restore, tables_in
from burner.workload.rename import Renaming, renaming
from burner.workload.replicas import Kind, Point, bound_to, largest, length, places, points, replicated
from burner.workload.shapes import Atom, Items, Option, Shape, Table, infer, size_of, spots
from burner.workload.trees import (
    HASHED,
    Tree,
    arguments,
    copied,
    count_nodes,
    is_clean,
    items_of,
    linked,
    tag_of,
    unlinked,
)

BASE_NODES = 400
"""A call of more values than this is cut before it is grown: growing has to begin where calls are fast."""
MOST_WAYS = 16

_Grower = Callable[[Tree, int, int], Tree]


@dataclass(frozen=True)
class Way:
    """One way to grow a call; `name` says what is counted, like "len(orders)"."""

    name: str
    manner: str
    """How it grows: "copies", "copies and counts", "same values", "arranged", "chained", "number", ..."""
    measure: Callable[[Tree], int]
    make: _Grower
    suits: Callable[[Tree], Tree | None]
    """Gives the form of a recorded call from which growing can begin; None where there is nothing to grow."""
    step: int = 0
    """How much is added to get the next size; 0 doubles it."""
    few: int = 4
    """About the size to begin with."""

    def base(self, calls: Sequence[Tree]) -> Tree:
        """Choose the recorded call to start from: a few elements, so that growing begins where calls are fast."""
        suited = [found for found in (self.suits(call) for call in calls if is_clean(call)) if found is not None]

        def rank(call: Tree) -> tuple[bool, int, int]:
            size = self.measure(call)
            away = math.log2(max(size, 1) / self.few)
            variety = len(zlib.compress(to_json(call).encode()))
            return size < 2, int(2 * away if away > 0 else -away), -variety

        return min(suited, key=rank) if suited else calls[0]

    def size(self, call: Tree) -> int:
        """Count what this way grows in a call."""
        return self.measure(call)

    def grow(self, call: Tree, n: int, seed: int) -> Tree:
        """Make a call of size `n` (about) from one; another seed gives other values of the same size."""
        return self.make(call, n, seed)

    def next(self, size: int) -> int:
        """Give the size to try after this one."""
        return size + self.step if self.step else 2 * size


def ways(calls: Sequence[Tree], parameters: Sequence[str]) -> list[Way]:
    """Find ways to grow calls that did not raise, the most promising first."""
    usable = spread([call for call in calls if is_clean(call)])
    if not usable:
        return []
    shapes = infer(usable, parameters)
    joined = pool(shapes)
    kind = Kind(tuple(parameters), shapes, joined, relate(usable, parameters, shapes, joined))
    names = renaming(shapes, joined, kind.relations, boldly=False, spread=True)
    bold = renaming(shapes, joined, kind.relations, boldly=True, spread=True)
    dense = renaming(shapes, joined, kind.relations, boldly=False, spread=False)
    found = points(shapes)
    numbers = _number_parameters(shapes)
    made = [*_matrix_ways(kind, found), *_chain_ways(kind, names), *_tree_ways(kind, usable, names)]
    if found:
        made.append(_copies(kind, found, names, "copies"))
        written = _text_parameters(shapes)
        if written:
            made.append(_copies(kind, found, names, "copies and texts", written))
        if numbers:
            made.append(_copies(kind, found, names, "copies and counts", numbers))
        if len(found) > 1:
            made += [_copies(kind, [point], _without(names, kind, point), "copies of one") for point in found]
    made += _text_ways(kind)
    if found:
        made.append(_arranged(kind, found, usable))
        made.append(_copies(kind, found, bold, "bold copies"))
    made += _number_ways(kind, numbers)
    made += _inner_ways(kind, found, names)
    if found:
        if dense.groups != names.groups:
            made.append(_copies(kind, found, dense, "dense copies"))
        lists = [point for point in found if not isinstance(point.option, Table)]
        if lists:
            made.append(_copies(kind, lists, None, "same values"))
    return made[:MOST_WAYS]


def _label(found: Sequence[Point]) -> str:
    return " and ".join(point.label for point in found[:2])


def _copies(
    kind: Kind, found: Sequence[Point], rename: Renaming | None, manner: str, counts: Sequence[str] = ()
) -> Way:
    texts_too = [name for name in counts if manner == "copies and texts"]
    label = " and ".join([*(point.label for point in found[:2]), *(f"len({name})" for name in texts_too[:1])])

    def make(call: Tree, n: int, seed: int) -> Tree:
        made = replicated(call, kind, found, rename, n, seed, counts)
        longest = _longest_text(kind, texts_too, call)
        size = longest * n // max(1, largest(call, kind, found))
        return _longer_texts(kind, texts_too, True, made, size, seed) if texts_too else made

    return Way(label, manner, lambda call: largest(call, kind, found), make, partial(_suited, kind, found))


def _suited(kind: Kind, found: Sequence[Point], call: Tree) -> Tree | None:
    """Take calls in which every point that is there holds something; cut very large ones."""
    made = call
    if count_nodes(call) > BASE_NODES:
        whole = linked(call)
        thin(whole, kind.parameters, kind.shapes, Random(0))  # noqa: S311 - inputs, not secrets
        restore(whole, kind.parameters, kind.shapes, kind.relations, kind.pools, Random(0))  # noqa: S311
        made = unlinked(whole)
    sizes = [length(owner[index]) or 0 for owner, index in places(linked(made), kind, found).values()]
    return made if any(sizes) and (all(sizes) or len(sizes) > 1) else None


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


def _number_parameters(shapes: Mapping[str, Shape]) -> list[str]:
    return [
        name
        for name, shape in shapes.items()
        if any(isinstance(option, Atom) and option.kind == "int" for option in shape.options)
    ]


def _number_ways(kind: Kind, numbers: Sequence[str]) -> list[Way]:
    made = []
    for name in numbers:
        for step in (0, 1):
            way = Way(
                name,
                "number" if not step else "number by one",
                partial(_number, kind, name),
                partial(_with_number, kind, name),
                lambda call, name=name: call if _number(kind, name, call) > 0 else None,  # type: ignore[misc]
                step,
                few=4 if step else _usual(kind, name),
            )
            made.append(way)
    return sorted(made, key=lambda way: way.step)


def _usual(kind: Kind, name: str) -> int:
    """Give the middle one of the recorded numbers of a parameter."""
    known = sorted(
        value
        for option in kind.shapes[name].options
        if isinstance(option, Atom)
        for value in option.pool
        if isinstance(value, int) and value > 0
    )
    return known[len(known) // 2] if known else 1


def _number(kind: Kind, name: str, call: Tree) -> int:
    argument = bound_to(call, kind, name)
    value = argument.value if argument is not None else 0
    return value if isinstance(value, int) else 0


def _with_number(kind: Kind, name: str, call: Tree, n: int, seed: int) -> Tree:
    """Set a number; of large ones the last part varies with the seed."""
    made = copied(call)
    argument = bound_to(made, kind, name)
    if argument is not None:
        argument.owner[argument.index] = n - seed % max(1, n // 64) if n >= 64 else n
    return made


def _matrix_ways(kind: Kind, found: Sequence[Point]) -> list[Way]:
    made = []
    for point in found:
        option = point.option
        is_square = isinstance(option, Atom) and option.kind.endswith(":2")
        block = None
        if isinstance(option, Items):
            block = next((row for row in option.item.options if isinstance(row, Items) and row.rows), None)
            is_square = bool(option.rows) and block is None
        if not is_square and block is None:
            continue
        label = f"len({point.path}[0])"
        for both in (True, False) if block is None and not _always_square(option) else (True,):
            make = partial(_grown_matrix, kind, point, both)
            suits = partial(_wide, kind, point)
            made.append(
                Way(
                    label if not both or block else point.label,
                    "rows and columns" if both else "columns",
                    partial(width, kind=kind, point=point),
                    make,
                    suits,
                )
            )
    return made


def _always_square(option: object) -> bool:
    return isinstance(option, Items) and option.rows == "square"


def _grown_matrix(kind: Kind, point: Point, both: bool, call: Tree, n: int, seed: int) -> Tree:
    return squared(call, kind, point, n, seed, both=both)


def _wide(kind: Kind, point: Point, call: Tree) -> Tree | None:
    made = _suited(kind, [point], call)
    return made if made is not None and width(made, kind, point) > 0 else None


def _chain_ways(kind: Kind, names: Renaming) -> list[Way]:
    made = []
    for path in sorted(kind.relations.tables):

        def measure(call: Tree, path: str = path) -> int:
            held = tables_in(arguments(linked(call), kind.parameters), kind.shapes, path)
            return max((len(items_of(node)) for _, node in held), default=0)

        def make(call: Tree, n: int, seed: int, path: str = path) -> Tree:
            return chained(call, kind, path, names, n, seed)

        def suits(call: Tree, measure: Callable[[Tree], int] = measure) -> Tree | None:
            return call if measure(call) > 1 and count_nodes(call) <= BASE_NODES else None

        made.append(Way(f"len({path})", "chained", measure, make, suits))
    return made


def _tree_ways(kind: Kind, calls: Sequence[Tree], names: Renaming) -> list[Way]:
    name = next((found for found in (nested_at(call, kind.parameters) for call in calls) if found), None)
    if name is None:
        return []

    def measure(call: Tree) -> int:
        return count_like(call, kind, name)

    def suits(call: Tree) -> Tree | None:
        return call if measure(call) > 1 and count_nodes(call) <= BASE_NODES else None

    made = []
    for deeper in (False, True):

        def make(call: Tree, n: int, seed: int, deeper: bool = deeper) -> Tree:
            return branched(call, kind, name, names, n, seed, deeper=deeper)

        made.append(Way(f"nodes of {name}", "deeper" if deeper else "wider", measure, make, suits))
    return made


def _text_parameters(shapes: Mapping[str, Shape]) -> list[str]:
    return [name for name, shape in shapes.items() if any(_is_running_text(option) for option in shape.options)]


def _text_ways(kind: Kind) -> list[Way]:
    made = []
    wanted = _text_parameters(kind.shapes)
    groups = [[name] for name in wanted] if len(wanted) < 2 else [wanted, *([name] for name in wanted)]
    for names in groups:
        for shuffled in (True, False):
            label = " and ".join(f"len({name})" for name in names[:2])
            make = partial(_longer_texts, kind, names, shuffled)
            measure = partial(_longest_text, kind, names)
            suits = partial(_texts_suited, kind, names)
            made.append(Way(label, "shuffled text" if shuffled else "repeated text", measure, make, suits))
    return made


def _is_running_text(option: Option) -> bool:
    """Tell text that may be of any length from names and modes."""
    if not isinstance(option, Atom) or option.kind != "str":
        return False
    strings = [value for value in option.pool if isinstance(value, str)]
    return option.role == "text" or bool(texts.small_alphabet(strings))


def _texts_suited(kind: Kind, names: Sequence[str], call: Tree) -> Tree | None:
    """Take calls with some text in every argument that grows; cut long texts."""
    made = copied(call)
    for name in names:
        argument = bound_to(made, kind, name)
        if argument is None or not isinstance(argument.value, str) or not argument.value:
            return None
        if len(argument.value) > BASE_NODES:
            argument.owner[argument.index] = argument.value[:BASE_NODES]
    return made


def _longest_text(kind: Kind, names: Sequence[str], call: Tree) -> int:
    found = [bound_to(call, kind, name) for name in names]
    return max(
        (len(argument.value) for argument in found if argument is not None and isinstance(argument.value, str)),
        default=0,
    )


def _longer_texts(kind: Kind, names: Sequence[str], shuffled: bool, call: Tree, n: int, seed: int) -> Tree:
    made = copied(call)
    longest = _longest_text(kind, names, call)
    for position, name in enumerate(names):
        argument = bound_to(made, kind, name)
        if argument is not None and isinstance(argument.value, str) and longest:
            size = max(1, n * len(argument.value) // longest)
            rng = Random(f"{seed}:{position}")  # noqa: S311 - inputs, not secrets
            argument.owner[argument.index] = _longer(argument.value, size, rng, shuffled=shuffled)
    return made


def _longer(text: str, size: int, rng: Random, *, shuffled: bool) -> str:
    """Repeat a text up to a size, whole, or its lines, words or characters in another order."""
    joint = "\n" if "\n" in text.strip("\n") else " " if " " in text.strip() else ""
    if not shuffled:
        whole = text + ("" if not joint or text.endswith(joint) else joint)
        start = rng.randrange(len(whole)) if not joint else 0
        times = size // len(whole) + 2
        return (
            (whole * times)[start : start + size]
            if not joint
            else (whole * max(1, round(size / len(whole)))).rstrip(joint)
        )
    alphabet = texts.small_alphabet([text])
    if alphabet or not joint:
        return "".join(rng.choice(text) for _ in range(size))
    parts = text.split(joint)
    made: list[str] = []
    length_so_far = 0
    while length_so_far < size:
        part = rng.choice(parts)
        made.append(part)
        length_so_far += len(part) + len(joint)
    return joint.join(made)[:size]


def _arranged(kind: Kind, found: Sequence[Point], calls: Sequence[Tree]) -> Way:
    mentions = mentioned(kind.shapes, kind.pools)

    def make(call: Tree, n: int, seed: int) -> Tree:
        builder = Builder(kind.shapes, kind.pools, mentions, Random(seed), n, room=60 * n + 1000)  # noqa: S311
        builder.exact = {point.path: n for point in found}
        builder.share = max(4, n // 2)
        whole = linked(call)
        for path, (owner, index) in places(whole, kind, found).items():
            point = next(point for point in found if point.path == path)
            if isinstance(point.option, (Items, Table)):
                owner[index] = builder.container(point.option)
            elif isinstance(point.option, Atom) and tag_of(owner[index]) == "np":
                owner[index] = arrays.recombined([owner[index]], Random(seed), n)  # noqa: S311
        restore(whole, kind.parameters, kind.shapes, kind.relations, kind.pools, Random(seed))  # noqa: S311
        return unlinked(whole)

    return Way(_label(found), "arranged", lambda call: largest(call, kind, found), make, partial(_suited, kind, found))


def _inner_ways(kind: Kind, found: Sequence[Point], names: Renaming) -> list[Way]:
    """Grow containers inside the elements of the outermost ones."""
    made = []
    for point in found:
        for option in _inner_options(point):
            path = option.path

            def measure(call: Tree, path: str = path, name: str = point.argument) -> int:
                return max(
                    (size_of(owner[index]) or 0 for owner, index in _inner_places(linked(call), kind, name, path)),
                    default=0,
                )

            def make(
                call: Tree,
                n: int,
                seed: int,
                path: str = path,
                name: str = point.argument,
                measure: Callable[[Tree], int] = measure,
            ) -> Tree:
                return _longer_inside(kind, names, name, path, call, n, seed, measure(call))

            def suits(call: Tree, measure: Callable[[Tree], int] = measure) -> Tree | None:
                return call if measure(call) > 0 and count_nodes(call) <= 2 * BASE_NODES else None

            made.append(Way(f"len({path.replace('{}', '[...]')})", "inner copies", measure, make, suits))
    return made[:3]


def _inner_options(point: Point) -> list[Items | Table]:
    option = point.option
    if isinstance(option, Items) and option.rows:
        return []
    inner = option.item if isinstance(option, Items) else option.values if isinstance(option, Table) else None
    found: list[Items | Table] = []
    stack = [inner] if inner is not None else []
    while stack:
        for below in stack.pop().options:
            if isinstance(below, (Items, Table)):
                found.append(below)
            elif not isinstance(below, Atom):
                stack.extend(below.fields.values())
    return found


def _inner_places(call: Tree, kind: Kind, name: str, path: str) -> list[tuple[list[object], int]]:
    argument = bound_to(call, kind, name)
    if argument is None:
        return []
    return [
        (owner, index)
        for shape, owner, index in spots(kind.shapes[name], argument.owner, argument.index)
        if shape.path == path and isinstance(owner[index], list) and size_of(owner[index]) is not None
    ]


def _longer_inside(
    kind: Kind, names: Renaming, name: str, path: str, call: Tree, n: int, seed: int, longest: int
) -> Tree:
    whole = linked(call)
    copies = -(-n // max(1, longest))
    targets = _inner_places(whole, kind, name, path)
    for copy in range(1, copies):
        part = linked(call)
        names.apply(arguments(part, kind.parameters), kind.shapes, copy, seed)
        for (owner, index), (other, place) in zip(targets, _inner_places(part, kind, name, path), strict=False):
            mine, theirs = owner[index], other[place]
            if isinstance(mine, list) and isinstance(theirs, list) and mine[0] == theirs[0]:
                items_of(mine).extend(items_of(theirs))
    return unlinked(whole)
