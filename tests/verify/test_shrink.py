"""Counter-examples become small, stay valid, and still show the difference."""

from __future__ import annotations

import time
from collections import Counter, OrderedDict, deque
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.sandbox.inside.codec import decode, encode
from burner.verify.shrink import shrink

BUDGET_S = 5.0


def call(*args: Any, **kwargs: Any) -> Any:
    """The wire tree of a call."""
    return encode((args, kwargs))


def shrunk(predicate: Any, *args: Any, **kwargs: Any) -> Any:
    """The arguments of the smallest call on which a predicate over them is true."""

    def fails(tree: Any) -> bool:
        positional, keywords = decode(tree)
        return bool(predicate(*positional, **keywords))

    tree = shrink(call(*args, **kwargs), fails, BUDGET_S)
    assert fails(tree)
    positional, keywords = decode(tree)
    return (*positional, keywords) if keywords else positional


def is_unsorted(xs: list[int]) -> bool:
    """Two neighbours are the wrong way round."""
    return xs != sorted(xs)


@pytest.mark.parametrize(
    ("predicate", "args", "expected"),
    [
        (lambda xs: xs is not None, ([5, 6, 7],), ([],)),
        (lambda xs: len(xs) >= 3, ([9, 8, 7, 6, 5, 4],), ([0, 0, 0],)),
        (is_unsorted, (list(range(40, 0, -1)),), ([1, 0],)),
        (lambda xs: len(xs) != len(set(xs)), ([4, 1, 2, 3, 1, 7],), ([1, 1],)),
        (lambda xs: sum(xs) >= 20, (list(range(30)),), ([20],)),
        (lambda n: n > 37, (123456,), (38,)),
        (lambda n: n < -5, (-900,), (-6,)),
        (lambda x: x > 2.5, (77.25,), (3.0,)),
        (lambda text: "x" in text, ("hello x world",), ("x",)),
        (lambda text: len(text) > 3, ("Grüße",), ("aaaa",)),
        (lambda data: len(data) > 1, (b"abcdef",), (b"ef",)),
        (lambda table: len(table) > 1, ({"a": 1, "b": 2, "c": 3},), ({"b": 0, "c": 0},)),
        (lambda found: "b" in found, ({"a", "b", "c"},), ({"b"},)),
        (lambda queue: len(queue) > 1, (deque([1, 2, 3]),), (deque([0, 0]),)),
        (lambda counted: counted["b"] > 1, (Counter("aabbb"),), (Counter("bb"),)),
        (lambda days: len(days) > 1, ([date(2024, 1, 2), date(2024, 1, 3), date(2024, 1, 4)],), None),
        (lambda nested: str(nested).count("7") > 0, ([[[1], [2, [7]]], 3],), ([7],)),
        (lambda a, b: len(a) > len(b), ([1, 2, 3], [4, 5]), ([0], [])),
    ],
)
def test_the_smallest_example_is_found(predicate: Any, args: Any, expected: Any) -> None:
    """The user would have to find the cause in a large call."""
    found = shrunk(predicate, *args)
    if expected is None:
        assert len(found[0]) == 2
    else:
        assert found == expected
        assert type(found[0]) is type(expected[0])


def test_a_large_list_of_records_gets_small_in_few_tries() -> None:
    """A try costs two processes: hundreds of them would be the whole budget."""
    rows = [{"name": f"customer {n}", "total": n * 10} for n in range(500)]
    tries = 0

    def fails(tree: Any) -> bool:
        nonlocal tries
        tries += 1
        return any(row["total"] == 4310 for row in decode(tree)[0][0])

    found = decode(shrink(call(rows), fails, BUDGET_S))[0][0]
    assert found == [{"name": "", "total": 4310}]
    assert tries < 80


def test_records_keep_their_fields() -> None:
    """A call would fail for a missing key, which is not what the versions differ in."""
    rows = [{"name": "anna", "age": 31}, {"name": "bert", "age": 44}]
    assert shrunk(lambda rows: len(rows) > 1, rows) == ([{"name": "", "age": 0}, {"name": "", "age": 0}],)


def test_tuples_keep_their_width() -> None:
    """Pairs would no longer be pairs."""
    assert shrunk(lambda pairs: len(pairs) > 0, [(1, "x"), (2, "y")]) == ([(0, "")],)


def test_keyword_arguments_keep_their_names() -> None:
    """The call would no longer fit the function."""
    assert shrunk(lambda xs, limit: xs is not None and limit > 3, [1, 2], limit=50) == ([], {"limit": 4})


def test_aliases_stay_aliases() -> None:
    """A difference that needs the same list twice would be lost."""
    xs = [1, 2, 3]
    first, second = shrunk(lambda a, b: a is b and len(a) > 1, xs, xs)
    assert first is second
    assert first == [0, 0]


def test_cycles_survive() -> None:
    """Shrinking a call with a cycle would not end."""
    xs: list[Any] = [1, 2, 3]
    xs.append(xs)
    found = shrunk(lambda xs: any(x is xs for x in xs), xs)[0]
    assert len(found) == 1
    assert found[0] is found


def test_dict_likes_keep_their_type() -> None:
    """A call with an OrderedDict would become one with a dict."""
    found = shrunk(lambda table: len(table) > 1, OrderedDict([(1, 5), (2, 6), (3, 7)]))[0]
    assert isinstance(found, OrderedDict)
    assert len(found) == 2


def test_a_call_that_can_not_be_smaller_is_given_back() -> None:
    """Something other than what was judged would be shown."""
    tree = call([3, 1, 2], "text")
    assert shrink(tree, lambda _: False, BUDGET_S) == tree


def test_the_budget_is_kept() -> None:
    """A run would hang in making an example pretty."""

    def fails(_: Any) -> bool:
        time.sleep(0.02)
        return True

    began = time.monotonic()
    shrink(call([list(range(50)) for _ in range(50)]), fails, 0.2)
    assert time.monotonic() - began < 1.0


def test_a_call_with_parts_that_can_not_be_rebuilt_is_left_alone() -> None:
    """Edits of a call that nobody can rebuild would only fail."""
    tree = ["t", [["t", [["?", "m:T", "a socket"]]], ["d", []]]]
    assert shrink(tree, lambda _: True, BUDGET_S) == tree


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.binary(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.integers() | st.text(max_size=3), inner, max_size=3)
        | st.frozensets(st.integers(), max_size=4)
    ),
    max_leaves=8,
)


@given(st.lists(VALUES, min_size=1, max_size=3), st.integers(1, 7))
@settings(max_examples=40, deadline=None)
def test_what_comes_back_can_be_called_and_still_fails(args: list[Any], modulus: int) -> None:
    """A counter-example would be shown that is none, or is longer than the one that was found."""
    tree = call(*args)

    def fails(smaller: Any) -> bool:
        positional, keywords = decode(smaller)
        assert len(positional) == len(args)
        assert keywords == {}
        return len(repr(positional)) % 8 >= modulus

    found = shrink(tree, fails, 0.5)
    assert found == tree or fails(found)
    assert len(str(found)) <= len(str(tree))
