"""Generated calls are of the recorded kind, and hit the places where wrong versions differ."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from burner.sandbox.inside.codec import decode, encode
from burner.sandbox.inside.trees import to_json
from burner.workload.describe import describe
from burner.workload.generate import generate
from burner.workload.grow import ways
from burner.workload.infer import infer
from burner.workload.trees import count_nodes, linked


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("workload_samples", Path(__file__).with_name("samples.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["workload_samples"] = module
    spec.loader.exec_module(module)
    return module


SAMPLES = _load().SAMPLES
NAMES = [sample.function.__name__ for sample in SAMPLES]


def outcome(function: Any, tree: Any) -> str:
    """What a call gives, with the arguments as they are afterwards."""
    args, kwargs = decode(tree)
    try:
        result: Any = function(*args, **kwargs)
    except Exception as error:  # noqa: BLE001 - whatever the function raises is its outcome
        result = [type(error).__name__, str(error)]
    return to_json(encode((result, args, kwargs)))


@pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
def test_wrong_versions_are_found(sample: Any):
    """A wrong tie-break, a missed duplicate or an off-by-one would be called faster and equal."""
    calls = generate(sample.calls, 0, 300, sample.parameters)
    expected = [outcome(sample.function, tree) for tree in calls]
    for wrong in sample.wrong:
        assert all(outcome(wrong, tree) == outcome(sample.function, tree) for tree in sample.calls[:0])
        assert sum(outcome(wrong, tree) != one for tree, one in zip(calls, expected, strict=True)) >= 3, wrong.__doc__


@pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
def test_most_calls_are_inside_the_domain(sample: Any):
    """Calls that only raise say nothing about results."""
    calls = generate(sample.calls, 1, 200, sample.parameters)
    raised = sum(_raises(sample.function, tree) for tree in calls)
    assert raised <= 0.45 * len(calls)


def _raises(function: Any, tree: Any) -> bool:
    args, kwargs = decode(tree)
    try:
        function(*args, **kwargs)
    except Exception:  # noqa: BLE001 - whatever the function raises counts
        return True
    return False


@pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
def test_a_seed_gives_the_same_calls(sample: Any):
    """A verdict could not be repeated."""
    first = generate(sample.calls, 3, 80, sample.parameters)
    assert generate(sample.calls, 3, 80, sample.parameters) == first
    assert generate(sample.calls, 4, 80, sample.parameters) != first


@pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
def test_calls_are_new_distinct_and_can_be_rebuilt(sample: Any):
    """The same call would be counted as evidence twice, or be lost in the sandbox."""
    calls = generate(sample.calls, 0, 200, sample.parameters)
    texts = {to_json(tree) for tree in calls}
    assert len(texts) == len(calls) == 200
    assert not texts & {to_json(tree) for tree in sample.calls}
    for tree in calls:
        args, kwargs = decode(tree)
        assert len(to_json(encode((args, kwargs)))) == len(to_json(tree))


@pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
def test_types_stay_as_recorded(sample: Any):
    """A version that is right for the types in use would be refused for others."""
    recorded = {name: describe(shape) for name, shape in infer(sample.calls, sample.parameters).items()}
    calls = [*sample.calls, *generate(sample.calls, 0, 150, sample.parameters)]
    assert {name: describe(shape) for name, shape in infer(calls, sample.parameters).items()} == recorded


def test_edges_are_tried():
    """Empty and single inputs are where versions differ most often."""
    calls = generate((encode((([3, 1, 2], 5), {})),), 0, 200, ["xs", "n"])
    lists = [decode(tree)[0][0] for tree in calls]
    numbers = {decode(tree)[0][1] for tree in calls}
    assert [] in lists
    assert any(len(xs) == 1 for xs in lists)
    assert any(len(xs) != len(set(xs)) for xs in lists)
    assert {0, 1, 4, 6} <= numbers
    assert any(len(xs) > 12 for xs in lists)
    assert [-3, -1, -2] in lists, "a maximum that begins with 0"
    tables = [decode(tree)[0][0] for tree in generate((encode((([[3, 1], [4, 2]],), {})),), 0, 100, ["rows"])]
    assert [[-3, -1], [-4, -2]] in tables


def test_none_comes_only_where_it_was_recorded():
    """A function would be held to values it is never given."""
    with_none = generate((encode((([1, None, 2],), {})),), 0, 60, ["xs"])
    without = generate((encode((([1, 3, 2],), {})),), 0, 60, ["xs"])
    assert any(None in decode(tree)[0][0] for tree in with_none)
    assert not any(None in decode(tree)[0][0] for tree in without)


def test_the_same_object_twice_is_tried():
    """A version that changes an argument in place would pass although it changes the other one too."""
    calls = generate((encode((([[1], [2]], [[3], [4]]), {})),), 0, 200, ["a", "b"])
    assert any('["r",' in to_json(tree) for tree in calls)


def test_keywords_and_missing_arguments_stay_as_they_were_passed():
    """Calls would fail on the signature."""
    calls = generate((encode((([1, 2],), {"limit": 3})), encode((([4],), {}))), 0, 60, ["xs", "limit"])
    assert {tuple(decode(tree)[1]) for tree in calls} == {(), ("limit",)}


def test_failing_calls_colour_the_others_less():
    """Where one bad line makes a call fail, nearly all generated calls would only fail."""
    good = [encode(((["ann;1", "bob;2", "cid;30"],), {}))]
    bad = [encode(((["ann", "bob;"],), {})), encode(((["?;x", "y"],), {}))]

    def share(failing: list[int]) -> float:
        calls = generate([*good, *bad], 0, 150, ["lines"], failing=failing)
        lines = [line for tree in calls for line in decode(tree)[0][0]]
        return sum(line in ("ann", "bob;", "?;x", "y") for line in lines) / len(lines)

    assert share([1, 2]) < 0.7 * share([])


def test_annotations_stand_in_for_recorded_calls():
    """A function without tests would get no evidence at all."""
    calls = generate((), 0, 40, ["xs", "k"], annotations={"xs": "list[tuple[str, int]]", "k": "int | None"})
    assert len(calls) > 20
    assert {type(decode(tree)[0][0]) for tree in calls} == {list}
    assert generate((), 0, 40, ["xs"], annotations={"xs": "SomeClass"}) == []


def test_arrays_keep_their_dtype():
    """Numpy code would be tried on nothing."""
    calls = generate((encode(((np.array([0, 5, 6, 1]), 4), {})),), 0, 60, ["trace", "limit"])
    arrays = [decode(tree)[0][0] for tree in calls]
    assert {array.dtype for array in arrays} == {np.dtype("int64")}
    assert {0, 1} <= {len(array) for array in arrays}


def test_enormous_calls_are_cut_and_generated_in_time():
    """Recording one large call would make every candidate slow to judge."""
    rows = [{"id": i, "name": f"n{i % 97}", "tags": ["a", "b"]} for i in range(20_000)]
    began = time.monotonic()
    calls = generate((encode(((rows, [1, 2, 3]), {})),), 0, 200, ["rows", "wanted"])
    assert time.monotonic() - began < 10
    assert len(calls) == 200
    assert sorted(count_nodes(tree) for tree in calls)[150] < 500


def test_opaque_arguments_are_left_out():
    """Calls with a lock or a file in them can't be rebuilt."""
    opaque = ["t", [["t", [["?", "m:Lock", "no state"], 1]], ["d", []]]]
    assert generate([opaque], 0, 20, ["lock", "n"]) == []


def test_generating_runs_no_code_of_the_user():
    """Code outside the sandbox could do anything."""
    for name in ("generate", "mutate", "recombine", "strategies", "relations", "shapes", "pools", "trees", "values"):
        source = Path(str(importlib.util.find_spec(f"burner.workload.{name}").origin)).read_text(encoding="utf-8")  # type: ignore[union-attr]
        imported = {
            alias.name
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        assert "decode" not in imported


def test_generating_writes_nothing_into_the_project(tmp_path):
    """Hypothesis would leave a folder in the user's project."""
    code = "from burner.workload.strategies import drawn; "
    code += "print(len(drawn([], ['text'], {}, {'text': 'str'}, 0, 50)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 0
    assert list(tmp_path.iterdir()) == []


def test_a_count_is_tried_below_zero():
    """`rows[:n]` and `nsmallest(n, rows)` part ways at -1, which no test of a count shows."""
    calls = [encode((([3, 1, 2], 2), {})), encode((([5], 1), {}))]
    for seed in range(3):
        made = [decode(tree)[0] for tree in generate(calls, seed, 60, ("rows", "n"))]
        assert any(n == -1 and len(rows) > 1 for rows, n in made)
        assert len(made) <= 60


def test_what_takes_long_to_make_ends_when_it_is_told():
    """Calls of large objects would take minutes of a budget of seconds."""
    rows = [{"id": number, "name": f"name{number}", "parts": [number] * 9} for number in range(150)]
    calls = [encode(((rows, number), {})) for number in range(20)]
    began = time.monotonic()
    assert len(generate(calls, 0, 400, ["rows", "n"], until=began)) < 20
    assert time.monotonic() - began < 10


def test_keys_that_read_like_the_wire_format():
    """A pair of a key and a value is no tree: ["x", 3] was taken for a date."""
    words = {"x": 3, "d": 1, "o": 2, "it": 5, "np": 4, "ex": 9}
    assert generate([encode(((words,), {}))], 0, 60, ["words"])


@dataclass
class Board:
    """A map as a class keeps it: what its constructor computes holds for every board."""

    rows: list[Any]
    height: int
    width: int
    turn: int


def boards() -> list[Any]:
    """Calls on a dry board, an empty one and two others."""
    made = []
    for turn, rows in enumerate((["..", "~.", ".."], [], ["~~~~"], [".~.~.", "~~~~~"])):
        made.append(encode(((Board(rows, len(rows), len(rows[0]) if rows else 0, turn),), {})))
    return made


def state(tree: Any) -> dict[str, Any]:
    """The attributes of the one argument."""
    return dict(linked(tree)[1][0][1][0][2]["dict"])


def test_objects_keep_what_their_constructor_made_of_them():
    """A version that asks for `len(self.rows)` instead of `self.height` was refused on boards that can't be."""
    calls = [state(tree) for tree in generate(boards(), 0, 200, ["self"])]
    assert len({made["height"] for made in calls}) > 3
    for made in calls:
        rows = made["rows"][1]
        assert made["height"] == len(rows)
        assert {len(row) for row in rows} <= {made["width"]}
    assert any(made["turn"] != made["height"] for made in calls), "what only happened to be alike stays free"


def test_objects_grow_with_what_counts_them():
    """A board of a thousand rows that says it has three costs what three rows cost."""
    for way in ways(boards(), ["self"]):
        base = way.base(boards())
        made = state(way.grow(base, 64, 1))
        assert made["height"] == len(made["rows"][1])
        assert {len(row) for row in made["rows"][1]} <= {made["width"]}


def test_rows_of_an_object_stay_of_one_length():
    """Its constructor refuses others."""
    fields = [[], [[0, 1], [1, 1]], [[0, 0, 1]] * 4, [[1]]]
    recorded = [encode(((Board(rows, 7, 7, turn),), {})) for turn, rows in enumerate(fields)]
    calls = [state(tree)["rows"][1] for tree in generate(recorded, 0, 200, ["self"])]
    assert len({len(rows) for rows in calls}) > 3
    assert all(len({len(row[1]) for row in rows}) <= 1 for rows in calls)
