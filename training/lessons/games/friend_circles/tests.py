import pytest

from work import friend_circles


def test_none():
    assert friend_circles([]) == {"circles": [], "sizes": {}, "left_out": 0}


def test_chain_and_pair():
    report = friend_circles([("a", "b"), ("x", "y"), ("c", "b"), ("y", "x")])
    assert report["circles"] == [["a", "b", "c"], ["x", "y"]]
    assert report["sizes"] == {3: 1, 2: 1}


def test_join_two_circles():
    report = friend_circles([("a", "b"), ("c", "d"), ("d", "a")])
    assert report["circles"] == [["a", "b", "c", "d"]]


def test_smallest():
    report = friend_circles([("a", "b"), ("c", "d"), ("d", "e"), ("z", "z")], smallest=3)
    assert report["circles"] == [["c", "d", "e"]]
    assert report["left_out"] == 3


def test_wrong_smallest():
    with pytest.raises(ValueError):
        friend_circles([], 0)
