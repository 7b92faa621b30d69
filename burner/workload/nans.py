"""Recorded calls with nan in place of a number: there, versions that agree on all other numbers may part ways.

nan has no order and equals nothing, so that sorting, `max` and sets make other things of it than loops of comparisons do.
It belongs to what a function is compared on where recorded calls hold one or the code asks for one; else a difference
is no fault of a version, but is told.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from burner.sandbox.inside.trees import to_json
from burner.workload import arrays
from burner.workload.trees import Argument, Tree, arguments, copied, count_nodes, is_clean, linked, slots, unlinked

NAN: Tree = ["f", "nan"]
ASKED_FOR = frozenset(
    {"isnan", "isfinite", "nan", "nan_to_num", "isna", "notna", "isnull", "notnull", "dropna", "fillna"}
)
HEAVIEST = 4000


def meets_nan(function: ast.AST, calls: Sequence[Tree]) -> bool:
    """Whether nan is among what a function is used on: a recorded call holds one, or the code tells it from other numbers."""
    return _asks_for_nan(function) or any(to_json(NAN) in to_json(call) for call in calls)


def _asks_for_nan(function: ast.AST) -> bool:
    """Whether code names nan (`isnan`, `math.nan`, "nan"), or asks for what differs from itself."""
    for node in ast.walk(function):
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            if name in ASKED_FOR:
                return True
        elif (isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower() == "nan") or (
            isinstance(node, ast.Compare) and _with_itself(node)
        ):
            return True
    return False


def _with_itself(node: ast.Compare) -> bool:
    return isinstance(node.ops[0], ast.NotEq | ast.Eq) and ast.dump(node.left) == ast.dump(node.comparators[0])


def with_nan(calls: Sequence[Tree], parameters: Sequence[str], most: int) -> list[Tree]:
    """Up to `most` of the calls anew, each with nan for one of its floats: the first, the middle or the last of an argument."""
    made: dict[str, Tree] = {}
    light = [call for call in calls if is_clean(call) and count_nodes(call) <= HEAVIEST]
    for call in sorted(light, key=count_nodes, reverse=True):
        for changed in _changed(call, parameters):
            tree = unlinked(changed)
            made.setdefault(to_json(tree), tree)
            if len(made) == most:
                return list(made.values())
    return list(made.values())


def _changed(call: Tree, parameters: Sequence[str]) -> Iterator[Tree]:
    """The call with one number replaced, for each argument at a few places."""
    base = linked(call)
    for position, argument in enumerate(arguments(base, parameters)):
        count = len(_floats(argument))
        for place in sorted({0, count // 2, count - 1}) if count else ():
            made = copied(base)
            owner, index = _floats(arguments(made, parameters)[position])[place]
            array = arrays.read(owner[index])
            if array is None:
                owner[index] = NAN
            else:
                middle = len(array.numbers) // 2
                numbers = (*array.numbers[:middle], math.nan, *array.numbers[middle + 1 :])
                owner[index] = arrays.write(replace(array, numbers=numbers))
            yield made


def _floats(argument: Argument) -> list[tuple[list[Tree], int]]:
    """The places at or below an argument that hold a float or an array of floats."""
    found: list[tuple[list[Tree], int]] = []
    left, seen = [(argument.owner, argument.index)], set()
    while left:
        owner, index = left.pop()
        node = owner[index]
        if type(node) is float or _is_float_array(node):
            found.append((owner, index))
        elif isinstance(node, list) and id(node) not in seen:
            seen.add(id(node))
            left += reversed(list(slots(node)))
    return found


def _is_float_array(node: Tree) -> bool:
    array = arrays.read(node)
    return array is not None and array.dtype in ("<f4", "<f8") and bool(array.numbers)
