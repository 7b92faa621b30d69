"""Wire trees are edited as linked trees and come back consistent."""

from __future__ import annotations

import json
from collections import Counter, deque
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burner.sandbox.inside.codec import decode, encode
from burner.workload.trees import arguments, copied, count_nodes, is_clean, items_of, linked, unlinked

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4) | st.tuples(inner)
    ),
    max_leaves=20,
)


@given(PLAIN)
def test_linking_and_back_changes_nothing(value: Any):
    """Generated calls would differ from recorded ones in more than what was changed."""
    tree = encode(((value, value), {}))
    assert unlinked(linked(tree)) == tree


def test_aliases_and_cycles_come_back_as_references():
    """A function that is given one list twice would be tested with two lists."""
    shared = [1, 2]
    loop: dict[str, Any] = {"shared": shared, "again": shared}
    loop["self"] = loop
    tree = encode(((loop, shared, deque([shared]), Counter("aab")), {"k": {1, 2}}))
    assert unlinked(linked(tree)) == tree
    assert unlinked(copied(linked(tree))) == tree


def test_dropping_the_first_of_two_aliases_keeps_the_second():
    """A reference to something that is gone can't be rebuilt, so the call would be lost."""
    shared = [1, 2]
    call = linked(encode((([shared, shared, [3]],), {})))
    held = items_of(arguments(call, ["xs"])[0].value)
    del held[0]
    assert decode(unlinked(call)) == (([[1, 2], [3]],), {})


def test_sets_and_keys_stay_unique():
    """A set with the same element twice, or a dict with the same key twice, is no value."""
    call = linked(encode((({3, 1}, {"a": 1, "b": 2}), {})))
    first, second = (argument.value for argument in arguments(call, ["s", "d"]))
    items_of(first).append(1)
    items_of(second)[1][0] = "a"
    assert unlinked(call) == encode((({1, 3}, {"a": 2}), {}))


def test_a_list_of_tags_is_only_text():
    """A list of the words "o" and "d" would be taken for a node and crash the run."""
    tree = encode(((["o", "d", "r"], {"l": ["x"]}), {}))
    assert unlinked(copied(linked(tree))) == tree


@dataclass(frozen=True)
class Point:
    """A frozen value: references don't count it."""

    x: int
    tags: list[str]


def test_frozen_objects_are_not_counted():
    """References after a frozen dataclass would point one too far."""
    tags = ["a"]
    tree = encode((([Point(1, tags), Point(2, tags)], tags), {}))
    assert unlinked(linked(tree)) == tree


def test_arguments_are_bound_by_place_and_name():
    """Types and sizes would be told of the wrong parameter."""
    call = encode(((1, "two"), {"three": 3}))
    assert [(argument.name, argument.value) for argument in arguments(call, ["one"])] == [
        ("one", 1),
        ("#1", "two"),
        ("three", 3),
    ]


@pytest.mark.parametrize(
    "tree", [["?", "m:C", "a lock"], ["l", [["it", "generator", [1], True]]], ["o", "m:f.<locals>.C", {}, None]]
)
def test_what_cannot_be_rebuilt_is_not_clean(tree: Any):
    """Calls made from it would all be thrown away by the sandbox."""
    assert not is_clean(["t", [["t", [tree]], ["d", []]]])


def test_very_deep_values_are_left_alone():
    """A linked list of a thousand nodes would end burner in a RecursionError."""
    deep: Any = None
    for _ in range(5000):
        deep = ["l", [deep]]
    assert not is_clean(deep)


def test_counting_is_of_values_not_of_text():
    """The limits on the size of calls would mean nothing."""
    assert count_nodes(encode((([1, 2, 3],), {}))) == 7
    assert json.dumps(encode(((), {}))) == '["t", [["t", []], ["d", []]]]'


class Node:
    """A value that can be told apart by where it lies alone."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.around: set[Node] = set()
        self.costs: dict[Node, int] = {}


def test_elements_and_keys_that_link_back_are_left_as_they_are():
    """A graph whose nodes hold sets of neighbours would be read for ever."""
    nodes = [Node(f"n{index}") for index in range(6)]
    for node in nodes:
        node.around.update(nodes)
        node.costs.update(dict.fromkeys(nodes, 1))

    tree = unlinked(linked(encode(((nodes,), {}))))

    (again,), _ = decode(tree)
    assert [node.name for node in again] == [node.name for node in nodes]
    assert all(node.around == set(again) and list(node.costs) == again for node in again)
