"""Calls with nan: where they are put, and which functions are compared on them."""

from __future__ import annotations

import ast
import base64
import math
import struct
from typing import Any

import pytest

from burner.workload.nans import meets_nan, with_nan


def call(*arguments: Any) -> Any:
    """A recorded call."""
    return ["t", [["t", list(arguments)], ["d", []]]]


def arguments_of(tree: Any) -> Any:
    """The positional arguments of a call."""
    return tree[1][0][1]


def test_each_float_argument_gets_nan_at_its_ends_and_in_the_middle() -> None:
    """A version that loses the last reading to a nan would look equal."""
    made = with_nan([call(["l", [1.0, 2.0, 3.0, 4.0]], 5, 0.5)], ["xs", "count", "least"], 10)

    nan = ["f", "nan"]
    assert [arguments_of(tree) for tree in made] == [
        [["l", [nan, 2.0, 3.0, 4.0]], 5, 0.5],
        [["l", [1.0, 2.0, nan, 4.0]], 5, 0.5],
        [["l", [1.0, 2.0, 3.0, nan]], 5, 0.5],
        [["l", [1.0, 2.0, 3.0, 4.0]], 5, nan],
    ]


def test_floats_in_records_are_found_and_other_values_are_left() -> None:
    """Most numbers are fields of records."""
    rows = ["l", [["d", [["name", "a"], ["price", 2.5]]], ["d", [["name", "b"], ["price", 3.5]]]]]

    made = with_nan([call(rows)], ["rows"], 10)

    assert [arguments_of(tree)[0][1][0][1] for tree in made] == [
        [["name", "a"], ["price", ["f", "nan"]]],
        [["name", "a"], ["price", 2.5]],
    ]
    assert with_nan([call(["l", [1, 2, "x", True, None]])], ["xs"], 10) == []


def test_an_array_of_floats_gets_one_in_its_middle() -> None:
    """Gaps in arrays are nan more often than anywhere else."""
    node = ["np", "<f8", [3], base64.b64encode(struct.pack("<3d", 1.0, 2.0, 3.0)).decode()]

    (made,) = with_nan([call(node)], ["xs"], 10)

    first, middle, last = struct.unpack("<3d", base64.b64decode(arguments_of(made)[0][3]))
    assert (first, last) == (1.0, 3.0)
    assert math.isnan(middle)


def test_a_list_that_is_passed_twice_stays_one_list() -> None:
    """Aliases would be torn apart."""
    made = with_nan([call(["l", [1.0]], ["r", 0])], ["a", "b"], 10)

    assert [arguments_of(tree) for tree in made] == [[["l", [["f", "nan"]]], ["r", 0]]]


@pytest.mark.parametrize(
    "body", ["math.isnan(x)", "x != x", "x == math.nan", "float('NaN')", "frame.dropna()", "not (x == x)"]
)
def test_code_that_asks_for_nan_is_compared_on_it(body: str) -> None:
    """Code that handles gaps would be compared without any."""
    assert meets_nan(ast.parse(f"def f(x, frame):\n    return {body}\n"), [])


def test_other_code_is_compared_on_it_only_where_a_call_holds_one() -> None:
    """Every rewrite by sorting would be refused for a value that nobody passes."""
    plain = ast.parse("def f(xs):\n    return max(x for x in xs if x != xs[0])\n")

    assert not meets_nan(plain, [call(["l", [1.0]])])
    assert meets_nan(plain, [call(["l", [1.0]]), call(["l", [["f", "nan"]]])])
