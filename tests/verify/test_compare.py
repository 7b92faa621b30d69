"""What `strict`, `normal` and `loose` call equal, and that no tree can fool or break the comparison."""

from __future__ import annotations

import collections
import copy
import enum
import json
import threading
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.sandbox.inside.codec import encode
from burner.verify.compare import Difference, Level, compare, opaque_nodes, show

NAN = float("nan")


class Thing:
    def __init__(self, **attributes: Any) -> None:
        self.__dict__.update(attributes)


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


class Words(list):
    pass


def differ(old: Any, new: Any, level: Level = "normal") -> Difference | None:
    """Compare two values as results."""
    return compare(encode((old, (), {})), encode((new, (), {})), level)


SAME = [
    ([1, "a", None], [1, "a", None]),
    (NAN, -NAN),
    ({"a": 1, "b": [2]}, {"a": 1, "b": [2]}),
    ({1, 2, 3}, {3, 2, 1}),
    (ValueError("x", 1), ValueError("x", 1)),
    (np.array([1.0, NAN]), np.array([1.0, NAN])),
    (np.array([NAN]), np.array([-NAN])),
    (Thing(a=1, b=2), Thing(b=2, a=1)),
    (threading.Lock(), threading.Lock()),
    ((x for x in "ab"), (x for x in "ab")),
    (Words("ab"), Words("ab")),
]
DIFFERENT_BUT_LOOSELY_SAME = [
    (0.1 + 0.2, 0.3),
    (1, 1.0),
    (True, 1),
    (2**70, float(2**70)),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    ({1: "a"}, {1.0: "a"}),
    ({1, 2}, {1.0, 2}),
    ([0.0], [-0.0]),
    (ValueError("x"), ValueError("y")),
    (np.array([0.1 + 0.2]), np.array([0.3])),
    (np.array([1, 2]), np.array([1.0, 2.0])),
    (np.float64(1), np.float32(1)),
    (complex(0.1 + 0.2, 0), complex(0.3, 0)),
    (collections.Counter("ab"), collections.Counter("ba")),
]
DIFFERENT = [
    ([1], (1,)),
    (1, "1"),
    (1, 2),
    (None, False),
    ([1, 2], [1]),
    ({"a": 1}, {"a": 2}),
    ({"a": 1}, {"b": 1}),
    ({"a": 1}, collections.OrderedDict(a=1)),
    ({1, 2}, {1, 3}),
    ({1}, frozenset({1})),
    (ValueError("x"), KeyError("x")),
    (b"a", bytearray(b"a")),
    (Thing(a=1), Thing(a=2)),
    (Thing(a=1), Thing(b=1)),
    (Colour.RED, Colour.BLUE),
    (int, float),
    (Words("ab"), list("ab")),
    (np.array([1, 2]), np.array([[1, 2]])),
    (np.array(["a"]), np.array(["b"])),
    (1.0, 1.001),
    (10**400, 10**400 + 1),
    (10**400, float("inf")),
    (range(3), range(4)),
    (collections.deque([1], 2), collections.deque([1], 3)),
    (threading.Lock(), object()),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_equal_values_are_equal(old: Any, new: Any) -> None:
    """A right version would be rejected."""
    assert differ(old, new, "normal") is None
    assert differ(*copy_of(old, new), "loose") is None


def copy_of(old: Any, new: Any) -> tuple[Any, Any]:
    """Fresh iterators, since the first comparison used them up."""
    return ([], []) if hasattr(old, "gi_frame") else (old, new)


@pytest.mark.parametrize(("old", "new"), DIFFERENT_BUT_LOOSELY_SAME)
def test_only_loose_forgives(old: Any, new: Any) -> None:
    """`normal` would let a change through, or `loose` would be as hard as `normal`."""
    assert differ(old, new, "normal") is not None
    assert differ(old, new, "strict") is not None
    assert differ(old, new, "loose") is None


@pytest.mark.parametrize(("old", "new"), DIFFERENT)
@pytest.mark.parametrize("level", ["strict", "normal", "loose"])
def test_different_values_are_different_at_every_level(old: Any, new: Any, level: Level) -> None:
    """A wrong version would be accepted."""
    assert differ(old, new, level) is not None


def test_opaque_values_are_equal_by_type_but_not_under_strict() -> None:
    """Evidence that nobody saw would count under `strict`, or be hidden under `normal`."""
    assert differ(threading.Lock(), threading.Lock(), "normal") is None
    assert differ(threading.Lock(), threading.Lock(), "strict") is not None
    assert opaque_nodes(encode([threading.Lock(), {"a": threading.Lock()}, ["?", "a", "b"]])) == 2


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ([0, 1, 2, {"total": 3}], [0, 1, 2, {"total": 4}], "result[3]['total']"),
        ([1, 2], [1], "len(result)"),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, "list(result)"),
        (Thing(items=[1]), Thing(items=[2]), "result.items[0]"),
        ({"a": {}}, {"a": {"x": 1}}, "result['a']['x']"),
        (ValueError("x"), ValueError("y"), "result"),
    ],
)
def test_the_place_is_named(old: Any, new: Any, path: str) -> None:
    """The user would have to search a long result for the difference."""
    found = differ(old, new)
    assert found is not None
    assert found.path == path


def test_mutated_arguments_are_part_of_the_outcome() -> None:
    """A version that sorts its input in place would be called equal."""
    found = compare(encode((1, ([2, 1],), {})), encode((1, ([1, 2],), {})), "loose")
    assert found == Difference("args[0][0]", "2", "1")


@pytest.mark.parametrize("level", ["normal", "loose"])
def test_sharing_matters(level: Level) -> None:
    """A version that returns its argument instead of a copy would be called equal."""
    shared = [1]
    found = compare(encode((shared, (shared,), {})), encode(([1], ([1],), {})), level)
    assert found is not None
    assert found.path == "args[0]"
    assert found.expected == "the same object as result"
    other = compare(encode(([1], ([1],), {})), encode((shared, (shared,), {})), level)
    assert other is not None
    assert other.actual == "the same object as result"


def test_sharing_is_found_whatever_the_order_of_a_dict() -> None:
    """`loose` would reject an equal dict because its shared items come in another order."""
    one, two = [1], [2]
    assert differ({"a": one, "b": two, "c": one}, {"c": one, "b": two, "a": one}, "loose") is None
    assert differ({"a": one, "b": two, "c": one}, {"c": [1], "b": two, "a": one}, "loose") is not None


def test_cycles_end() -> None:
    """A graph in a result would hang the judge."""
    old: list[Any] = [1]
    old.append(old)
    new: list[Any] = [1]
    new.append([1, new])
    assert differ(old, old, "loose") is None
    assert differ(old, new, "loose") is not None


def test_deep_results_need_no_recursion() -> None:
    """A long linked list in a result would crash burner."""
    old: Any = 1
    new: Any = 2
    for _ in range(5000):
        old, new = [old], [new]
    found = differ(old, new)
    assert found is not None
    assert found.actual == "2"
    assert len(show(encode(old), 100)) <= 100


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=2), inner, max_size=3) | st.tuples(inner)
    ),
    max_leaves=12,
)


@given(values)
@settings(max_examples=200, deadline=None)
def test_a_value_equals_its_copy_at_every_level(value: Any) -> None:
    """A right version would be rejected."""
    for level in ("strict", "normal", "loose"):
        assert differ(value, copy.deepcopy(value), level) is None


@given(values, values)
@settings(max_examples=300, deadline=None)
def test_levels_are_ordered(one: Any, two: Any) -> None:
    """What `normal` accepts, `loose` would reject."""
    if differ(one, two, "normal") is None:
        assert differ(one, two, "loose") is None


junk = st.recursive(
    st.none()
    | st.integers()
    | st.floats()
    | st.sampled_from(["l", "t", "d", "s", "o", "ex", "r", "x", "c2", "np", "?", "it", "c", "i", "f"]),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(["dict", "slots", "x"]), inner, max_size=2)
    ),
    max_leaves=20,
)
NODES = [
    1,
    1.5,
    "a",
    [1],
    (1,),
    {"a": 1},
    {1},
    Thing(a=1),
    ValueError("x"),
    np.array([1.0]),
    collections.Counter("a"),
    2**70,
]


@given(st.sampled_from(NODES), junk, st.sampled_from(["strict", "normal", "loose"]))
@settings(max_examples=500, deadline=None)
def test_a_forged_tree_is_a_difference_and_never_an_error(value: Any, forged: Any, level: Level) -> None:
    """A hostile process could take burner down by what it writes."""
    expected = encode((value, (), {}))
    for tree in (forged, ["t", [forged, ["t", []], ["d", []]]]):
        if json.dumps(tree) != json.dumps(expected):
            compare(expected, tree, level)
        assert len(show(tree, 50)) <= 50


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([1, "a", None, True], "[1, 'a', None, True]"),
        ((1,), "(1,)"),
        ({"a": {1, 2}}, "{'a': {1, 2}}"),
        (NAN, "nan"),
        (2**64, "18446744073709551616"),
        (Thing(a=[1]), "Thing(a=[1])"),
        (KeyError("x"), "KeyError('x')"),
        (Colour.RED, "Colour.RED"),
        (b"ab", "b'ab'"),
        (set(), "set()"),
        (collections.Counter("aab"), "Counter({'a': 2, 'b': 1})"),
        (len, "len"),
        (range(3), "range(0, 3, 1)"),
        (Words("a"), "Words(['a'])"),
        ([["r", 5]], "[['r', 5]]"),
    ],
)
def test_values_read_like_python(value: Any, text: str) -> None:
    """Counter-examples would be shown in burner's own wire format."""
    assert show(encode(value)) == text


def test_long_values_are_cut() -> None:
    """One counter-example would fill the screen."""
    assert len(show(encode(list(range(100_000))), 80)) <= 80
    assert len(show(encode("x" * 10**6), 80)) <= 80


def test_what_a_callback_keeps_is_named() -> None:
    """Part 4 of an argument says nothing to a reader."""

    def call(kept: list[int]) -> Any:
        function = ["x", "types.FunctionType", ["e3", "note", None, None, ["t", [["l", kept]]], ["d", []]]]
        return ["t", [None, ["t", [function]], ["d", []]]]

    found = compare(call([1]), call([1, 2]), "normal")
    assert found is not None
    assert found.path == "len(args[0], its variables[0])"
