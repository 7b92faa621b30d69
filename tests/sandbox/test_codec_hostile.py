"""The wire format believes nothing that a value says about itself."""

from __future__ import annotations

import io
import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.sandbox.inside import codec


class Bomb:
    """Everything that a value could be asked fails the test."""

    def __init__(self) -> None:
        self.kept = 1

    def _no(self, *_: Any) -> Any:
        raise AssertionError

    __reduce__ = __reduce_ex__ = __eq__ = __getstate__ = __iter__ = __len__ = __repr__ = __bool__ = _no  # type: ignore[assignment]
    __getattr__ = __getattribute__ = __str__ = __hash__ = __copy__ = __deepcopy__ = _no  # type: ignore[assignment]

    @property
    def __class__(self) -> Any:
        raise AssertionError


class Veiled:
    def __init__(self) -> None:
        self.kept = 1

    @property
    def __dict__(self) -> Any:
        raise AssertionError


class Shy(type):
    def __hash__(cls) -> int:
        return hash(int)

    def __eq__(cls, other: object) -> bool:
        return True

    @property
    def __mro__(cls) -> Any:
        raise AssertionError


class Liar(int, metaclass=Shy):
    pass


class Loud(list):
    def __iter__(self) -> Any:
        raise AssertionError

    def copy(self) -> Any:  # noqa: D102
        raise AssertionError

    def __len__(self) -> int:
        raise AssertionError


class Spoken(str):
    __slots__ = ()

    def __str__(self) -> str:
        raise AssertionError


def test_no_code_of_the_value_runs() -> None:
    """A result could run code while it is compared."""
    tree = codec.encode([Bomb()])
    assert tree[1][0][1].endswith(":Bomb")
    assert tree[1][0][2]["dict"] == [["kept", 1]]


def test_a_class_that_claims_to_be_int_is_not() -> None:
    """A result of another type could pass as an int."""
    assert codec.encode([Liar(3)])[1][0][0] == "o"
    assert codec.encode([1, Liar(3)])[1][1][0] == "o"


def test_subclasses_of_builtins_are_read_past_their_methods() -> None:
    """A lazy list could compute its items when it is looked at."""
    loud = Loud()
    list.extend(loud, [1, 2])
    assert codec.encode(loud)[3] == ["l", [1, 2]]
    assert codec.encode(Spoken("x"))[3] == "x"


@pytest.mark.parametrize(
    "value",
    [threading.Lock(), io.BufferedReader(io.BytesIO(b"")), object(), lambda: 0, Veiled()],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_be_seen_is_said(value: Any) -> None:
    """Evidence would be called strong though part of the result was never compared."""
    tree = codec.encode([value])
    assert codec.unbuildable(tree) is not None
    with pytest.raises(codec.Undecodable):
        codec.decode(tree)


def test_local_classes_are_compared_by_state_but_not_rebuilt() -> None:
    """A local class in a result would weaken the evidence, or a recorded call would fail at replay."""

    class Local:
        def __init__(self, content: int) -> None:
            self.content = content

    assert codec.encode(Local(1)) != codec.encode(Local(2))
    assert codec.unbuildable(codec.encode(Local(1))) is not None
    with pytest.raises(codec.Undecodable):
        codec.decode(codec.encode(Local(1)))


class MutedError(Exception):
    def __str__(self) -> str:
        raise ValueError


def test_the_text_of_an_exception_may_fail() -> None:
    """An exception with a broken `__str__` would take the worker down."""
    assert codec.encode(MutedError(1))[3] == "<its text raised ValueError>"


def test_limits_hold_for_size_depth_and_shared_tuples() -> None:
    """A small value could become a tree that fills the memory."""
    bomb: Any = (1, [2])
    for _ in range(60):
        bomb = (bomb, bomb)
    with pytest.raises(codec.Unencodable):
        codec.encode(bomb, codec.Limits(nodes=10_000))
    deep: Any = []
    for _ in range(300):
        deep = [deep]
    with pytest.raises(codec.Unencodable):
        codec.encode(deep, codec.Limits(depth=200))
    with pytest.raises(codec.Unencodable):
        codec.encode(list(range(2000)), codec.Limits(nodes=1000))


@pytest.mark.parametrize(
    "tree",
    [
        [],
        ["no such tag"],
        ["r", 0],
        ["t"],
        ["g", "os:nothing.here"],
        ["g", "no_such_module:x"],
        ["x", "os.system", ["true"]],
        ["x", "builtins.eval", ["1"]],
        ["x", "datetime.sys", []],
        ["i", "x"],
        ["en", "builtins:int", "x"],
        ["o", "builtins:len", {"dict": [], "slots": []}, None],
        ["?", "a:b", "c"],
        ["np", "<f8", [9], "AAAA"],
    ],
    ids=str,
)
def test_damaged_trees_are_refused(tree: Any) -> None:
    """A forged tree could crash the worker or call something."""
    with pytest.raises(codec.Undecodable):
        codec.decode(tree)


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=15,
)


@given(junk)
@settings(max_examples=200, deadline=None)
def test_deep_json_is_written_and_read_like_json(tree: Any) -> None:
    """Deep trees would be written in another form than flat ones."""
    from burner.sandbox.inside import trees

    text = codec.to_json(tree)
    assert trees._written(tree) == text
    assert trees._parsed(text) == tree
