import pytest

from work import Throttle


def test_accepts_up_to_the_limit():
    report = Throttle(2, 10).replay([(1, "ann", "a"), (2, "ann", "b"), (3, "ann", "c")])
    assert report["accepted"] == ["ann: a", "ann: b"]
    assert report["retries"] == [("ann", 11)]
    assert not report["quiet"]


def test_window_is_over():
    t = Throttle(1, 10)
    assert t.replay([(11, "ann", "b"), (1, "ann", "a")])["quiet"]
    assert t.refused == 0


def test_users_do_not_disturb_each_other():
    assert Throttle(1, 10).replay([(1, "ann", "a"), (1, "bob", "b")])["quiet"]


def test_refused_do_not_count():
    report = Throttle(1, 3).replay([(0, "a", "x"), (2, "a", "y"), (3, "a", "z")])
    assert report["accepted"] == ["a: x", "a: z"]


def test_limit():
    with pytest.raises(ValueError):
        Throttle(0, 3)
