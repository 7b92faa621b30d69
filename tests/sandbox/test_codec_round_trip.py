"""The wire format keeps values: what comes back from the sandbox is what was there."""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import decimal
import enum
import fractions
import functools
import math
import operator
import pathlib
import random
import re
import struct
import types
import uuid
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.sandbox.inside import codec

floats = st.floats(allow_nan=True, allow_infinity=True)
leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(2**70), 2**70)
    | floats
    | st.text(st.characters(exclude_categories=()))
    | st.binary()
    | st.binary().map(bytearray)
    | st.complex_numbers(allow_nan=False)
    | st.dates()
    | st.datetimes(timezones=st.none() | st.just(dt.UTC))
    | st.timedeltas()
    | st.decimals(allow_nan=False)
    | st.fractions()
    | st.uuids()
)
hashable = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3),
    max_leaves=6,
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(hashable, inner, max_size=4)
        | st.sets(hashable, max_size=4)
        | st.frozensets(hashable, max_size=4)
        | st.lists(inner, max_size=4).map(lambda items: collections.deque(items, 5))
        | st.dictionaries(st.text(), inner, max_size=3).map(collections.OrderedDict)
    ),
    max_leaves=20,
)


def same(left: Any, right: Any) -> bool:
    """Equal in type and value, all the way down; nan is nan."""
    if type(left) is not type(right):
        return False
    if isinstance(left, float):
        return struct.pack("d", left) == struct.pack("d", right) or (math.isnan(left) and math.isnan(right))
    if isinstance(left, (list, tuple, collections.deque)):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return same(list(left.items()), list(right.items()))
    if isinstance(left, (set, frozenset)):
        return left == right and sorted(map(repr, map(type, left))) == sorted(map(repr, map(type, right)))
    return bool(left == right)


@given(values)
@settings(max_examples=300, deadline=None)
def test_values_come_back_equal_in_type_and_value(value: Any) -> None:
    """A recorded call would be replayed with other arguments than the user's."""
    tree = codec.encode(value)
    assert same(codec.decode(tree), value)


@given(values)
@settings(max_examples=300, deadline=None)
def test_trees_survive_json_and_a_second_trip(value: Any) -> None:
    """The same value would look different each time, and equal results would be called wrong."""
    tree = codec.encode(value)
    through = codec.from_json(codec.to_json(tree))
    assert codec.to_json(through) == codec.to_json(tree)
    assert codec.to_json(codec.encode(codec.decode(through))) == codec.to_json(tree)


class Colour(enum.Enum):
    RED = 1


class Right(enum.Flag):
    READ = 1
    WRITE = 2


class Level(enum.IntEnum):
    LOW = 1


Point = collections.namedtuple("Point", "x y")  # noqa: PYI024 - a namedtuple as people have them


@dataclasses.dataclass
class Plain:
    a: Any
    b: Any = 2


@dataclasses.dataclass(frozen=True)
class Frozen:
    a: Any


@dataclasses.dataclass(slots=True)
class Slotted:
    a: Any


class Names(list):
    pass


class Wild(dict):
    def __setitem__(self, key: Any, value: Any) -> None:
        raise AssertionError

    def __iter__(self) -> Any:
        raise AssertionError

    def items(self) -> Any:  # noqa: D102
        raise AssertionError


class OddError(ValueError):
    def __init__(self, first: Any, second: Any) -> None:
        super().__init__(first)
        self.second = second


class Term:
    """Keeps its hash, which is another one under another hash seed."""

    __slots__ = ("_mhash", "counted", "name")

    def __init__(self, name: str) -> None:
        self.name, self._mhash, self.counted = name, None, 0

    def __hash__(self) -> int:
        self.counted += 1
        if self._mhash is None:
            self._mhash = hash(self.name)
        return self._mhash


class LateTerm:
    def __init__(self, name: str) -> None:
        self.name = name

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(self.name)
            return self._hash


class ClassTerm(LateTerm):
    _hash = None

    def __hash__(self) -> int:
        found = self._hash
        if found is None:
            self._hash = found = hash(self.name)
        return found


@attrs.frozen(cache_hash=True)
class AttrsTerm:
    name: str


def wild(content: dict) -> Wild:
    """A `Wild` with this content, got past its methods."""
    made = Wild()
    dict.update(made, content)
    return made


CASES = [
    Colour.RED,
    Right.READ,
    Right.READ | Right.WRITE,
    Level.LOW,
    Point(1, [2]),
    Plain([1], {"x": 1}),
    Frozen((1, 2)),
    Slotted([1]),
    Names([1, 2]),
    wild({"a": [1]}),
    types.SimpleNamespace(a=[1]),
    collections.Counter("aab"),
    collections.defaultdict(list, {1: [2]}),
    collections.ChainMap({"a": 1}, {}),
    decimal.Decimal("1.500"),
    fractions.Fraction(1, 3),
    uuid.UUID(int=5),
    pathlib.PurePosixPath("a/b"),
    dt.datetime(2024, 1, 2, fold=1),  # noqa: DTZ001
    dt.timezone(dt.timedelta(hours=1), "X"),
    re.compile("a(b)", re.IGNORECASE),
    range(1, 9, 2),
    slice(1, None, 2),
    ...,
    NotImplemented,
    len,
    str.lower,
    math.sqrt,
    re.compile,
    Plain,
    int,
    type(None),
    list[int],
    int | str,
    math,
    np.float32(1.5),
    np.dtype("<i4"),
]


@pytest.mark.parametrize("value", CASES, ids=lambda value: type(value).__name__)
def test_kinds_of_values_come_back(value: Any) -> None:
    """Functions that take such an argument could not be recorded."""
    back = codec.decode(codec.from_json(codec.to_json(codec.encode(value))))
    assert type(back) is type(value)
    assert codec.encode(back) == codec.encode(value)
    assert back == value


@pytest.mark.parametrize(
    "value",
    [
        functools.partial(int, base=2),
        operator.itemgetter(1, 2),
        operator.methodcaller("x", 1, k=2),
        "a".join,
        {"a": 1}.keys(),
        types.MappingProxyType({1: 2}),
        re.search("b", "abc"),
        random.Random(3),
        np.random.default_rng(3),
        OddError(1, 2),
        KeyError("x"),
        FileNotFoundError(2, "no", "file"),
        UnicodeDecodeError("utf-8", b"x", 0, 1, "bad"),
        np.array([[1.5, float("nan")]]),
        np.array(["ab", "c"]),
        np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]),
        np.array([None, [1]], dtype=object),
        np.array("2024-01-01", dtype="datetime64[D]"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_kinds_without_equality_come_back_as_the_same_tree(value: Any) -> None:
    """Functions that take such an argument could not be recorded."""
    tree = codec.encode(value)
    back = codec.decode(codec.from_json(codec.to_json(tree)))
    assert type(back) is type(value)
    assert codec.encode(back) == tree


def test_aliases_and_cycles_are_kept() -> None:
    """A version that copies where the original shares would be called equal."""
    shared: list = [1]
    cycle: dict = {"shared": shared, "again": shared}
    cycle["self"] = cycle
    back = codec.decode(codec.encode(cycle))
    assert back["shared"] is back["again"]
    assert back["self"] is back
    assert codec.encode([shared, shared]) != codec.encode([[1], [1]])


def test_cycle_through_an_instance_of_a_list() -> None:
    """A tree of nodes that know their parent could not be recorded."""
    names = Names()
    names.append(names)
    names.own = names
    back = codec.decode(codec.encode(names))
    assert back[0] is back
    assert back.own is back


def test_frozen_values_share_nothing_that_matters() -> None:
    """A version that builds an equal frozen value anew would be called wrong."""
    one = Frozen(1)
    assert codec.encode([one, one]) == codec.encode([Frozen(1), Frozen(1)])


def test_sets_have_one_order_whatever_the_hash_seed() -> None:
    """Equal sets of strings would differ between two processes."""
    items = [(str(number), frozenset([number])) for number in range(50)]
    shuffled = random.Random(1).sample(items, len(items))
    assert codec.encode(set(items)) == codec.encode(set(shuffled))


def test_sets_of_instances_by_identity_have_one_order() -> None:
    """Equal graphs of nodes would differ by where the nodes lie in memory."""

    class Node:
        def __init__(self, name: str) -> None:
            self.name, self.next = name, set()

    def graph(names: str) -> Any:
        nodes = {name: Node(name) for name in names}
        for node in nodes.values():
            node.next = set(nodes.values())
        return nodes["a"]

    assert codec.encode(graph("abc")) == codec.encode(graph("cba"))


def test_iterators_are_used_up_to_a_limit() -> None:
    """An endless generator would hang the judge."""

    def forever() -> Any:
        while True:
            yield 1

    tree = codec.encode(forever(), codec.Limits(iterator_items=3))
    assert tree == ["it", "generator", [1, 1, 1], True]
    back = codec.decode(tree)
    assert [next(back) for _ in range(3)] == [1, 1, 1]
    with pytest.raises(codec.Undecodable, match="first 3"):
        next(back)


def test_iterators_can_be_left_alone() -> None:
    """Recording would eat the generator that the user's test still needs."""
    source = iter([1, 2])
    assert codec.encode([source], codec.Limits(iterator_items=0))[1][0][0] == "?"
    assert list(source) == [1, 2]


def test_an_iterator_that_raises_keeps_its_error() -> None:
    """A generator that fails after some items would look like one that ends there."""

    def failing() -> Any:
        yield 1
        msg = "late"
        raise KeyError(msg)

    back = codec.decode(codec.encode(failing()))
    assert next(back) == 1
    with pytest.raises(KeyError, match="late"):
        next(back)


def test_the_same_iterator_twice_is_one() -> None:
    """A function that draws from one iterator in two places would be replayed with two."""
    source = iter([1, 2, 3, 4])
    first, second = codec.decode(codec.encode((source, source)))
    assert first is second


def test_very_deep_values_need_no_recursion() -> None:
    """A linked list of some thousand nodes would crash the recorder."""
    chain: Any = None
    for number in range(5000):
        chain = Plain(number, chain)
    tree = codec.encode(chain)
    text = codec.to_json(tree)
    assert codec.to_json(codec.encode(codec.decode(codec.from_json(text)))) == text


def test_modules_can_be_renamed_on_the_way_back() -> None:
    """Calls recorded from a script's `__main__` could not be replayed."""
    assert codec.decode(["g", "__main__:sqrt"], {"__main__": "math"}) is math.sqrt


MISSING = object()


class _Default:
    pass


DEFAULT = _Default()


class _Once:
    pass


_Once = _Once()  # type: ignore[assignment, misc]


@pytest.mark.parametrize("sentinel", [MISSING, DEFAULT, _Once], ids=["object", "instance", "shadowed class"])
def test_sentinels_stay_the_same_object(sentinel: object) -> None:
    """`if value is MISSING` would be false in every replayed call."""
    assert codec.decode(codec.encode([sentinel]))[0] is sentinel


def test_pandas_values_come_back() -> None:
    """Functions over data frames could not be recorded."""
    pd = pytest.importorskip("pandas", reason="pandas is no dependency; its values are handled where the user has it")
    frame = pd.DataFrame(
        {
            "number": [1, 2],
            "nan": [1.5, float("nan")],
            "text": ["x", None],
            "when": pd.to_datetime(["2024-01-01", "2024-02-01"]),
            "kind": pd.Categorical(["u", "v"], categories=["v", "u", "w"], ordered=True),
            "maybe": pd.array([1, None], dtype="Int64"),
        },
        index=["r", "s"],
    )
    values = [frame, frame["kind"], frame.index, pd.RangeIndex(3), pd.Timestamp("2024-01-01", tz="UTC"), pd.NaT]
    for value in values:
        tree = codec.encode(value)
        back = codec.decode(tree)
        assert type(back) is type(value)
        assert codec.encode(back) == tree
    pd.testing.assert_frame_equal(codec.decode(codec.encode(frame)), frame)


@pytest.mark.parametrize("kind", [Term, LateTerm, ClassTerm, AttrsTerm])
def test_a_hash_that_an_object_keeps_is_found_anew(kind: type) -> None:
    """In a process with another hash seed it would find nothing in a dict."""
    fresh, used = kind("a"), kind("a")
    hash(used)
    tree = codec.encode(used)
    assert str(hash("a")) not in codec.to_json(tree), "a hash of this process is not written down"
    made = codec.decode(tree)
    assert hash(made) == hash(fresh)
    if kind is Term:
        assert made.counted == 2, "what else is counted stays"


class Unhashed(Term):
    """Can't be hashed, so that nothing of it is a hash."""

    __hash__ = None  # type: ignore[assignment]


def test_what_is_called_a_hash_is_state_where_nothing_is_hashed() -> None:
    """The attribute would be lost."""
    value = Unhashed("a")
    value._mhash = 5
    assert codec.decode(codec.encode(value))._mhash == 5


def with_code(value: Any) -> Any:
    """The tree as the recorder of calls makes it."""
    return codec.encode(value, codec.Limits(code=True))


def test_functions_without_a_name_keep_their_code_and_what_they_hold() -> None:
    """Tests pass lambdas as keys and callbacks; their calls could not be repeated."""
    seen: list[Any] = []
    limit = 3

    def note(value: int, factor: int = 2, *, more: int = 1) -> int:
        seen.append(value)
        return math.floor(value * factor + more + limit)

    tree = with_code([note, note, lambda text: len(text) + limit])
    first, second, short = codec.decode(tree)
    assert first is second, "one function stays one"
    assert (first(5), first(5, 3, more=0), short("ab")) == (14, 18, 5)
    assert seen == [], "what the copy holds is its own"
    (kept,) = codec.decode(with_code([note]))
    before = codec.encode(kept)
    assert before == with_code(note), "a copy is written down as the first was"
    kept(7)
    assert codec.encode(kept) != before, "what a call leaves in a variable is seen"


def test_functions_are_opaque_where_nobody_recorded_them() -> None:
    """Of closures that a version returns only the type is compared: its code may well be another."""
    assert codec.encode(lambda: 1)[0] == "?"


def test_a_function_that_calls_itself_is_not_rebuilt() -> None:
    """It would have to be there before it is made."""

    def down(n: int) -> int:
        return 0 if n == 0 else down(n - 1)

    with pytest.raises(codec.Undecodable):
        codec.decode(with_code(down))


@pytest.mark.parametrize("data", ["", "00", "e3", "zz", "63" * 40])
def test_damaged_code_is_undecodable(data: str) -> None:
    """It may come from another version of Python."""
    with pytest.raises(codec.Undecodable):
        codec.decode(["x", "types.FunctionType", [data, "f", None, None, ["t", []], ["d", []]]])
