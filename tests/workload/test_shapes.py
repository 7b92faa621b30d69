"""What recorded values look like, in words that a model and a rule can read."""

from __future__ import annotations

import time
from collections import Counter, deque
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from burner.sandbox.inside.codec import encode
from burner.workload.describe import describe, sizes
from burner.workload.infer import MOST_PATHS, infer
from burner.workload.pools import atoms, pool
from burner.workload.relations import relate
from burner.workload.shapes import Atom, Fields, Items, Table


def call(*args: Any, **kwargs: Any) -> Any:
    """One recorded call."""
    return encode((args, kwargs))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ([{"id": 1, "name": "ann"}, {"id": 2, "name": "bob"}], "list[dict[str, int | str]]"),
        ({"ann": [1, 2], "bob": []}, "dict[str, list[int]]"),
        ([("a", 1, None), ("b", 2, 2.5)], "list[tuple[str, int, float | None]]"),
        ((1, 2, 3), "tuple[int, ...]"),
        ({1, 2}, "set[int]"),
        (deque([1.5]), "deque[float]"),
        (Counter("ab"), "Counter[str, int]"),
        ([[1, 2], [3, 4]], "list[list[int]]"),
        ([date(2024, 1, 2), None], "list[datetime.date | None]"),
        (b"x", "bytes"),
        (True, "bool"),
        ([], "list[object]"),
    ],
)
def test_types_read_like_annotations(value: Any, written: str):
    """A prompt or a rule would be told the wrong type."""
    assert describe(infer([call(value)], ["x"])["x"]) == written


def test_types_of_all_calls_are_joined():
    """A rule would take a parameter for always given that was None in one call."""
    shapes = infer([call([1]), call(None), call(["a"])], ["xs"])
    assert describe(shapes["xs"]) == "list[int | str] | None"


def test_parameters_keep_their_order_and_keywords_their_names():
    """The brief would list parameters as they happened to be passed."""
    assert list(infer([call(1, c=3), call(1, 2)], ["a", "b", "c"])) == ["a", "b", "c"]


def test_sizes_are_the_largest_seen():
    """A size-dependent rewrite would be judged by the smallest test."""
    calls = [call([1, 2, 3], "abc", -9), call([1], "a", 5)]
    assert sizes(calls, ["xs", "text", "n"]) == {"xs": 3, "text": 3, "n": 9}


@dataclass
class Order:
    """A record as an object."""

    ident: int
    state: str


def test_records_and_tables_are_told_apart():
    """Keys of a record would be renamed and drawn like data, and every generated call would fail."""
    records = infer([call([{"id": 1, "state": "new"}, {"id": 2, "state": "new"}])], ["xs"])["xs"].options[0]
    assert isinstance(records, Items)
    assert isinstance(records.item.options[0], Fields)
    table = infer([call({"ann": 3, "bob": 4}), call({"cid": 5})], ["xs"])["xs"].options[0]
    assert isinstance(table, Table)
    objects = infer([call([Order(1, "a"), Order(2, "a")])], ["xs"])["xs"].options[0]
    assert isinstance(objects, Items)
    fields = objects.item.options[0]
    assert isinstance(fields, Fields)
    assert list(fields.fields) == ["ident", "state"]


def test_roles_tell_names_from_states_dates_and_text():
    """States would be renamed in grown calls, and names repeated."""
    rows = [
        {
            "id": f"u{i}",
            "state": ("new", "done")[i % 2],
            "day": f"2024-01-{i + 1:02d}",
            "note": f"a longer note about {i}",
        }
        for i in range(12)
    ]
    items = infer([call(rows)], ["rows"])["rows"].options[0]
    assert isinstance(items, Items)
    record = items.item.options[0]
    assert isinstance(record, Fields)
    roles = {
        name: [option.role for option in shape.options if isinstance(option, Atom)]
        for name, shape in record.fields.items()
    }
    assert roles == {"id": ["identifier"], "state": ["enumeration"], "day": ["date"], "note": ["text"]}


def test_order_and_width_that_always_held_are_seen():
    """Calls would be refused at the door: unsorted events, ragged tables, ends before starts."""
    calls = [call([(1, "z"), (2, "b"), (2, "a")]), call([(0, "z"), (9, "x"), (11, "x")])]
    events = infer(calls, ["xs"])["xs"].options[0]
    assert isinstance(events, Items)
    assert events.sorted_by == "0"
    grid = infer([call([[1, 2], [3, 4]]), call([[0] * 3] * 3)], ["xs"])["xs"].options[0]
    assert isinstance(grid, Items)
    assert grid.rows == "square"
    spans = infer([call([(0, 5), (3, 4), (2, 9)])], ["xs"])["xs"].options[0]
    assert isinstance(spans, Items)
    record = spans.item.options[0]
    assert isinstance(record, Fields)
    assert [(rise.first, rise.second, rise.strict) for rise in record.ordered] == [("0", "1", True)]


def test_names_that_meet_share_a_pool():
    """Two generated record lists would never have a match, and a wrong join would pass."""
    calls = [call([{"customer": "c1"}, {"customer": "c2"}], {"c1": "Ann", "c2": "Bob", "c3": "Cid"})]
    joined = pool(infer(calls, ["orders", "names"]))
    orders = joined.find("orders[].customer", "str")
    assert orders is not None
    assert orders is joined.find("names{key}", "str")
    assert joined.find("names{}", "str") is not orders


def test_references_with_a_mark_are_found():
    """A graph written as "@name" would be generated without a single edge."""
    calls = [call({"all": ["@dev", "root"], "dev": ["ann"]}, "all")]
    shapes = infer(calls, ["groups", "name"])
    joined = pool(shapes)
    assert joined.affixes["groups{}[]"].before == "@"
    relations = relate(calls, ["groups", "name"], shapes, joined)
    assert relations.tables == {"groups"}
    assert relations.acyclic == {"groups"}


def test_positions_inside_a_list_are_seen():
    """Every generated graph would point outside of itself."""
    calls = [call([[1, 2], [3], [3], []], 0), call([[1], [2], [0], [4], [1]], 4), call([[1], [0]], 1)]
    shapes = infer(calls, ["graph", "start"])
    bounds = relate(calls, ["graph", "start"], shapes, pool(shapes)).bounds
    assert {(bound.path, bound.argument) for bound in bounds} == {("graph[][]", "graph"), ("start", "graph")}


@dataclass(eq=False)
class Folder:
    """A node that knows the one above and the ones beside it."""

    name: str
    above: Folder | None = None
    before: Folder | None = None
    inside: list[Folder] | None = None


def test_objects_that_know_each_other_are_described_in_time():
    """A run on a tree with links to parents and neighbours would never get past looking at its inputs."""
    root = Folder("/", inside=[])
    level = [root]
    for _ in range(5):
        below = []
        for folder in level:
            folder.inside = [Folder(f"{folder.name}{n}", folder, below[-1] if below else None) for n in range(3)]
            below += folder.inside
        level = below
    began = time.monotonic()
    shape = infer([call(root)], ["folder"])["folder"]
    assert describe(shape) == "Folder"
    assert time.monotonic() - began < 5


class Graph:
    """An object whose view leads back to it, like networkx's."""

    def __init__(self, nodes: list[int]) -> None:
        self.nodes = nodes
        self.view = View(self)


class View:
    """The other half of the cycle."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph


def test_objects_that_hold_each_other_have_a_size() -> None:
    """Graphs, trees with parents and views are cycles: measuring one must end."""
    parameters = ["graph", "count"]
    calls = [call(Graph(list(range(count))), count) for count in (3, 5)]
    shapes = infer(calls, parameters)

    assert sizes(calls, parameters)["graph"] == 5
    assert relate(calls, parameters, shapes, pool(shapes)) is not None


@dataclass
class Node:
    """One of six classes that hold each other, as the terms of an algebra system do."""

    first: Any
    second: Any
    facts: dict[str, Any]


KINDS = [type(f"Node{number}", (Node,), {"__module__": __name__}) for number in range(6)]


def test_objects_full_of_objects_are_looked_into_as_far_as_there_is_time() -> None:
    """Each of their thousands of paths costs time in each call that is made up: seconds for one, a budget for hundreds."""

    def term(depth: int) -> Node:
        kind = KINDS[depth % len(KINDS)]
        below = (1, 2) if depth == 0 else (term(depth - 1), [term(depth - 1)])
        return kind(*below, {"real": True, "name": str(depth)})

    shapes = infer([call(term(8), [term(3), 5])], ["term", "others"])
    assert sum(1 for _ in atoms(shapes)) < 2 * MOST_PATHS
    whole = shapes["term"].options[0]
    assert isinstance(whole, Fields), "what lies near is still described"
    assert {"first", "second", "facts"} <= set(whole.fields)


def test_large_values_are_told_apart_without_reading_them() -> None:
    """Objects that share parts are exponentially longer as texts."""
    shared: list[Any] = [1]
    for _ in range(40):
        shared = [shared, shared]
    began = time.monotonic()
    infer([call(shared)], ["shared"])
    assert time.monotonic() - began < 5
