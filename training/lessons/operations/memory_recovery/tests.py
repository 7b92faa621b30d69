import pytest

from work import recovery_times


def test_waits():
    waits, summary = recovery_times([(0, 50), (10, 40), (20, 45), (35, 60)], 46)
    assert waits == [35, 10, 15, None]
    assert summary == {"low": 2, "never": 0, "longest": 15}


def test_equal_is_not_more():
    assert recovery_times([(0, 5), (1, 5), (2, 6)], 0)[0] == [2, 1, None]


def test_never_recovers():
    assert recovery_times([(0, 5), (9, 4)], 10) == ([None, None], {"low": 2, "never": 2, "longest": 0})


def test_empty():
    assert recovery_times([], 10) == ([], {"low": 0, "never": 0, "longest": 0})


def test_negative():
    with pytest.raises(ValueError):
        recovery_times([(0, 5), (1, -1)], 10)
