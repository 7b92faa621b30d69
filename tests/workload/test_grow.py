"""Grown calls are more of the same: they still work, their parts still match, and another seed has other values."""

from __future__ import annotations

import functools
import graphlib
import random
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from burner.sandbox.inside.codec import decode, encode
from burner.sandbox.inside.trees import to_json
from burner.workload.grow import Way, ways


def call(*args: Any) -> Any:
    """One recorded call."""
    return encode((args, {}))


def grown(way: Way, calls: list[Any], size: int, seed: int = 0) -> tuple[Any, ...]:
    """The arguments of a grown call."""
    args, _ = decode(way.grow(way.base(calls), size, seed))
    return tuple(args)


def way_of(calls: list[Any], parameters: list[str], manner: str, name: str = "") -> Way:
    """The first way of a manner (and a name)."""
    return next(way for way in ways(calls, parameters) if way.manner == manner and name in way.name)


JOIN = [
    call(
        [{"id": "I-001", "state": "new", "amount": 40}, {"id": "I-002", "state": "paid", "amount": 7}],
        [("I-002", 7), ("I-001", 3), ("I-009", 1)],
        "new",
    )
]
PARAMETERS = ["invoices", "payments", "state"]


def test_copies_still_match_each_other():
    """A join would be measured where nothing ever matches, and its cost would not show."""
    invoices, payments, state = grown(way_of(JOIN, PARAMETERS, "copies"), JOIN, 300)
    ids = [invoice["id"] for invoice in invoices]
    assert len(payments) == 300
    assert len(set(ids)) == len(ids) == 200
    assert sum(ident in set(ids) for ident, _ in payments) >= 150
    assert {invoice["state"] for invoice in invoices} == {"new", "paid"}
    assert state == "new"
    assert all(ident.startswith("I-") and ident[2:].isdigit() for ident in ids)


@pytest.mark.parametrize("size", [3, 6, 50, 1000])
def test_sizes_are_as_asked(size: int):
    """A growth exponent fitted to wrong sizes would be a lie."""
    way = way_of(JOIN, PARAMETERS, "copies")
    assert way.name == "len(invoices) and len(payments)"
    assert way.size(way.grow(way.base(JOIN), size, 0)) == size


def test_what_is_put_in_is_made_after_all_calls_whichever_is_grown():
    """Whether a call took a little longer once would decide how many different values others are grown with."""
    small, large = call(["red", "blue"]), call([f"colour{number}" for number in range(50)])
    found = {way.manner: way for way in ways([small, large], ["names"], begin=[small])}
    for way in found.values():
        assert way.base([small]) == small
    (names,) = decode(found["arranged"].grow(small, 60, 0))[0]
    assert len({name for name in names if name.startswith("colour")}) > 10


def test_another_seed_has_other_values_of_the_same_size():
    """A version that remembers earlier calls would look fast."""
    for way in ways(JOIN, PARAMETERS):
        base = way.base(JOIN)
        first, second = way.grow(base, 40, 1), way.grow(base, 40, 2)
        assert way.grow(base, 40, 1) == first
        assert way.size(first) == way.size(second)
        if way.manner in ("copies", "arranged", "bold copies"):
            assert to_json(first) != to_json(second)


def test_one_list_grows_alone_and_still_finds_its_keys():
    """What grows with one argument only would stay unseen."""
    way = way_of(JOIN, PARAMETERS, "copies of one", "len(payments)")
    invoices, payments, _ = grown(way, JOIN, 200)
    assert len(invoices) == 2
    assert len(payments) == 200
    assert {ident for ident, _ in payments} >= {"I-001", "I-002"}


def test_sorted_input_stays_sorted():
    """Code that bisects or walks a sorted list would raise or be measured on nonsense."""
    calls = [call([(1, "b"), (4, "a"), (4, "c")]), call([(0, "z"), (2, "y"), (7, "x"), (9, "a")])]
    for manner in ("copies", "arranged"):
        (events,) = grown(way_of(calls, ["events"], manner), calls, 500, 3)
        assert [second for second, _ in events] == sorted(second for second, _ in events)


def test_starts_stay_before_ends():
    """Every second grown interval would be refused by the function."""
    calls = [call([(1, 4), (6, 9), (2, 30)]), call([(5, 6), (1, 2), (7, 9)])]
    for manner in ("copies", "arranged"):
        (spans,) = grown(way_of(calls, ["spans"], manner), calls, 300, 5)
        assert all(start < end for start, end in spans)


def test_references_grow_in_depth():
    """An exponential walk of references would look cheap on many small graphs side by side."""
    calls = [call({"all": ["@dev", "root", "@ops"], "dev": ["ann", "@ops"], "ops": ["bob"]}, "all")]
    groups, name = grown(way_of(calls, ["groups", "name"], "chained"), calls, 60)

    @functools.cache
    def depth(key: str) -> int:
        return 1 + max((depth(entry[1:]) for entry in groups[key] if entry.startswith("@")), default=0)

    assert len(groups) >= 60
    assert depth(name) >= 40
    assert all(entry[1:] in groups for entries in groups.values() for entry in entries if entry.startswith("@"))


def test_references_grow_in_depth_where_they_end_in_plain_values():
    """A sheet, whose formulas end in numbers, would be measured on the four cells of its test."""
    calls = [call({"A1": 1, "A2": 2, "A3": ["A1", "A2"], "A4": ["A3", "A3", "A2"]}, "A4"), call({}, "B7")]
    calls.append(call({"C0": 1, "C1": 1, **{f"C{n}": [f"C{n - 1}", f"C{n - 2}"] for n in range(2, 9)}}, "C8"))
    cells, name = grown(way_of(calls, ["cells", "name"], "chained"), calls, 60)

    @functools.cache
    def depth(key: str) -> int:
        return 1 + max((depth(other) for other in cells[key]), default=0) if isinstance(cells[key], list) else 1

    assert depth(name) >= 30
    assert any(isinstance(value, int) for value in cells.values())


def test_positions_lead_from_copy_to_copy():
    """A graph of positions would fall into pieces, of which only the first is ever walked."""
    calls = [call([[1, 2], [3], [3], []], 0), call([[1], [2], [0], [4], [1]], 4), call([[1], [0]], 1)]
    graph, start = grown(way_of(calls, ["graph", "start"], "copies"), calls, 200)
    seen, todo = set(), [start]
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo += graph[node]
    assert len(seen) > 100


@pytest.mark.parametrize("manner", ["linked tree", "linked chain"])
def test_edges_lead_from_copy_to_copy(manner: str):
    """A graph given as a list of edges would fall into pieces, of which a walk from the start sees only the first."""
    edges = [(1, 2), (1, 3), (2, 4), (3, 4), (4, 5), (6, 7), (5, 1)]
    calls = [call(edges, 1), call(edges, 6), call([], 9)]
    grown_edges, start = grown(way_of(calls, ["edges", "start"], manner), calls, 200)
    seen, todo = set(), [start]
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo += [far for near, far in grown_edges if near == node]
    assert len(seen) > 100


def test_names_of_edges_are_known_to_the_other_lists():
    """A sort of tasks would fail on dependencies of tasks that it was not given, or meet a cycle."""
    calls = [call(["c", "a", "b", "d"], [("c", "b"), ("b", "a"), ("c", "d")]), call(["x", "y"], [])]
    tasks, needs = grown(way_of(calls, ["tasks", "needs"], "linked chain"), calls, 60, 3)
    assert len(set(tasks)) == len(tasks) >= 60
    assert {name for pair in needs for name in pair} <= set(tasks)
    assert (
        len(list(graphlib.TopologicalSorter({a: [b for n, b in needs if n == a] for a, _ in needs}).static_order()))
        > 60
    )


def test_parents_stay_in_the_list_and_each_record_keeps_its_own_key():
    """A family tree would be a heap of small ones, or hold the same person twice."""
    people = [{"name": n, "parent": p} for n, p in [("ada", None), ("bob", "ada"), ("cy", "ada"), ("dee", "bob")]]
    calls = [call(people), call([])]
    (found,) = grown(way_of(calls, ["people"], "linked tree"), calls, 60)
    names = [person["name"] for person in found]
    assert len(set(names)) == len(names) == 60
    assert [person["name"] for person in found if person["parent"] not in names] == ["ada"]


def test_square_tables_stay_square():
    """A table that grows in height only would be refused."""
    calls = [call([[1, 2], [3, 4]]), call([[0, 1, 2], [3, 4, 5], [6, 7, 8]])]
    (table,) = grown(way_of(calls, ["table"], "rows and columns"), calls, 20)
    assert [len(row) for row in table] == [20] * 20


def test_boards_of_text_grow_in_both_directions():
    """A maze would be measured as a long corridor three places wide."""
    calls = [call([".#.", "...", "#.."]), call(["...", "..."])]
    (board,) = grown(way_of(calls, ["board"], "rows and columns"), calls, 12, 2)
    assert [len(row) for row in board] == [12] * 12
    assert {cell for row in board for cell in row} == {".", "#"}
    assert board[0][0] == board[-1][-1] == "."
    assert not [way for way in ways([call(["ab", "cd", "xy"])], ["codes"]) if way.manner == "rows and columns"]


def test_tables_that_are_combined_grow_together():
    """A matrix product would be measured with one matrix of its tests."""
    calls = [call([[1, 2], [3, 4]], [[5, 6], [7, 8]]), call([[1, 2, 3]], [[1], [2], [3]])]
    left, right = grown(way_of(calls, ["a", "b"], "rows and columns of all"), calls, 16)
    assert len(left) == len(right) == len(left[0]) == len(right[0]) == 16


def test_trees_grow_in_number_of_nodes():
    """Recursion over a tree would be measured on three nodes."""
    calls = [
        call(
            {
                "name": "root",
                "size": 1,
                "children": [{"name": "a", "size": 2}, {"name": "b", "size": 3, "children": []}],
            }
        )
    ]

    def count(node: dict[str, Any]) -> int:
        return 1 + sum(count(child) for child in node.get("children", []))

    for manner in ("wider", "deeper"):
        (tree,) = grown(way_of(calls, ["folder"], manner), calls, 100)
        assert count(tree) >= 60


@dataclass
class Shop:
    """State that grows with the arguments."""

    stock: dict[str, int]
    log: list[str]


def test_state_grows_with_the_arguments():
    """A method would be measured on the two articles of its test."""
    calls = [call(Shop({"nut": 3, "bolt": 4}, []), [("nut", 1), ("bolt", 2), ("nut", 9)])]
    shop, moves = grown(way_of(calls, ["self", "moves"], "copies"), calls, 120)
    assert len(shop.stock) == 80
    assert len(moves) == 120
    assert {article for article, _ in moves} <= set(shop.stock)


def test_text_and_numbers_grow():
    """Functions of a text or of a number would never be measured where they cost something."""
    calls = [call("the cat saw the dog\nand ran", 7)]
    text, _ = grown(way_of(calls, ["text", "n"], "shuffled text"), calls, 5000)
    assert 4500 < len(text) < 5500
    assert set(text.split()) == {"the", "cat", "saw", "dog", "and", "ran"}
    assert grown(way_of(calls, ["text", "n"], "number"), calls, 56)[1] == 56
    assert grown(way_of(calls, ["text", "n"], "number by one"), calls, 9)[1] == 9
    way = way_of(calls, ["text", "n"], "number by one")
    assert way.next(9) == 10
    (data,) = grown(way_of([call(b"hello")], ["data"], "shuffled text"), [call(b"hello")], 64)
    assert len(data) == 64


def test_arrays_grow():
    """Numpy code would be measured on four numbers."""
    calls = [call(np.array([0.5, 1.5, 9.0, 0.0]), 2)]
    trace, _ = grown(way_of(calls, ["trace", "limit"], "copies"), calls, 256, 1)
    assert trace.shape == (256,)
    assert trace.dtype == np.dtype("float64")


def test_growing_begins_small_also_where_only_large_calls_were_recorded():
    """A slow function would be too slow at the first size, and nothing would be known of its growth."""
    rng = random.Random(0)
    calls = [call([{"id": f"u{i}", "score": rng.randint(0, 99)} for i in range(30_000)])]
    way = way_of(calls, ["rows"], "copies")
    base = way.base(calls)
    assert 2 <= way.size(base) <= 64
    rows = grown(way, calls, 2000)[0]
    assert len({row["id"] for row in rows}) == 2000


def test_nothing_to_grow_is_said_so():
    """A run would end in an error for a function without arguments."""
    assert ways([call()], []) == []
    assert ways([], ["xs"]) == []
    assert ways([call(None, True)], ["a", "b"]) == []


def test_more_pages_of_prose_have_more_words():
    """An index of words would be measured on three words, however many pages there are, and its cost would not show."""
    pages = [call(["The cat sees the dog.", "A dog and a bird, far away!"])]
    (found,) = grown(way_of(pages, ["pages"], "copies"), pages, 400)
    words = {word for page in found for word in page.split()}
    assert len(words) > 150
    assert {"The", "dog.", "cat"} <= words
