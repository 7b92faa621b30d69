"""What objects keep in step: `height` is the length of `rows`, `width` that of each row, and rows are of one length.

A method relies on it, so calls that are made up keep it: a version that takes the length itself, or that of the first row,
is right, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from burner.workload.shapes import Counted, Fields, Shape, field_slots, options, size_of, spots
from burner.workload.trees import Tree, arguments, copied, items_of, linked, tag_of, unlinked

_LISTS = ("l", "t", "dq")
_WORDS = (
    "n m h w size sizes count counts len length height width rows cols columns num number total dim order nrows ncols"
)
_NAMES = frozenset(_WORDS.split())
"""Words by which a number says that it counts; of one that does not, more has to be seen."""


def counted_fields(rows: Sequence[Mapping[str, Tree]]) -> tuple[Counted, ...]:
    """Find the whole numbers of objects that were a length in each of them, and not always the same."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    found = []
    for field in names:
        values = {row.get(field) for row in rows if type(row.get(field)) is int}
        if len(values) < 2 or any(type(row.get(field)) is not int for row in rows):
            continue
        for in_rows in (False, True):
            of = next((name for name in names if _is_count(rows, field, name, in_rows=in_rows)), None)
            if of is not None:
                found.append(Counted(field, of, in_rows))
    counted = {each.of for each in found if each.in_rows}
    found += [Counted("", of, in_rows=True) for of in names if of not in counted and _has_rows(rows, of)]
    return tuple(found)


def _has_rows(rows: Sequence[Mapping[str, Tree]], of: str) -> bool:
    """Whether all elements of an attribute were of one length in each object, and of several lengths in all of them."""
    sizes = [_size(row.get(of), in_rows=True) for row in rows]
    several = {size for size, row in zip(sizes, rows, strict=True) if size is not None and (size_of(row[of]) or 0) > 1}
    return -1 not in sizes and len(several) > 1


def _is_count(rows: Sequence[Mapping[str, Tree]], field: str, of: str, *, in_rows: bool) -> bool:
    """Whether a number is the length of an attribute, or of each of its elements, in all objects where that can be seen."""
    sizes = [_size(row.get(of), in_rows=in_rows) for row in rows]
    alike = all(size in (None, row[field]) for size, row in zip(sizes, rows, strict=True))
    fewest = 3 if _NAMES.isdisjoint(field.lower().split("_")) else 2
    return alike and len({*sizes} - {None}) >= fewest and (in_rows or None not in sizes)


def _size(node: Tree, *, in_rows: bool) -> int | None:
    """The length of a container or text, or the one length of its elements; -1 where they differ."""
    if not in_rows:
        return size_of(node) if isinstance(node, (list, str)) else None
    if tag_of(node) not in _LISTS or not isinstance(node, list) or not items_of(node):
        return None
    widths = {size_of(item) if isinstance(item, (list, str)) else None for item in items_of(node)}
    (width,) = widths if len(widths) == 1 else (None,)
    return -1 if width is None else width


def keep_counts(call: Tree, parameters: Sequence[str], shapes: Mapping[str, Shape]) -> None:
    """Set the counting numbers in a linked call, after its rows have been brought to one width."""
    found: list[tuple[list[Any], tuple[Counted, ...]]] = []
    for argument in arguments(call, parameters):
        if argument.name in shapes:
            for shape, owner, index in spots(shapes[argument.name], argument.owner, argument.index):
                node = owner[index]
                option = shape.option(node)
                if isinstance(option, Fields) and option.counted and isinstance(node, list):
                    found.append((node, option.counted))
    for node, counted in found:
        _count(node, counted)


def _count(node: list[Any], counted: Sequence[Counted]) -> None:
    places = {name: (owner, index) for name, owner, index in field_slots(node)}
    settled: dict[str, int] = {}
    square = {each.field for each in counted if not each.in_rows}
    for each in counted:
        if each.in_rows and each.field in square and each.of in places:
            owner, index = places[each.of]
            rows = items_of(owner[index]) if tag_of(owner[index]) in _LISTS else []
            if not any(map(size_of, rows)):  # there is nothing to make them as long as they are many
                rows.clear()
    for each in counted:
        if each.of in places:
            owner, index = places[each.of]
            of = owner[index]
            size = _even(of, settled.get(each.field)) if each.in_rows else size_of(of)
            if size is not None and each.field in places:
                place, at = places[each.field]
                place[at] = settled[each.field] = size


def _even(node: Tree, width: int | None) -> int | None:
    """Bring the elements of a list to one length, that of the first where none is given; gives that length."""
    if tag_of(node) not in _LISTS or not isinstance(node, list):
        return None
    rows = items_of(node)
    if not rows:
        return width or 0
    held = [row if isinstance(row, str) else items_of(row) if tag_of(row) in _LISTS else None for row in rows]
    if held[0] is None:
        return None
    wanted = len(held[0]) if width is None else width
    filler = next((row for row in held if row and type(row) is type(held[0])), held[0])
    for place, row in enumerate(held):
        if isinstance(row, str) and isinstance(filler, str):
            rows[place] = _cycled(row or filler, wanted)
        elif isinstance(row, list) and isinstance(filler, list):
            row[:] = [copied(item) for item in _cycled(row or filler, wanted)]
    return wanted


def _cycled(values: Any, width: int) -> Any:
    """So many of the values, from the first again where there are too few."""
    return (values * (width // max(1, len(values)) + 1))[:width]


def counting(
    make: Callable[[Tree, int, int], Tree], parameters: Sequence[str], shapes: Mapping[str, Shape]
) -> Callable[[Tree, int, int], Tree]:
    """The same way to grow a call, whose counting numbers grow along."""
    if not any(isinstance(option, Fields) and option.counted for option in options(shapes.values())):
        return make

    def made(call: Tree, n: int, seed: int) -> Tree:
        whole = linked(make(call, n, seed))
        keep_counts(whole, parameters, shapes)
        return unlinked(whole)

    return made
