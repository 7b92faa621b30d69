import pytest

from work import count_out, syllables


def test_syllables():
    assert syllables("ee-nie mee-nie mi-nie mo") == 7


def test_josephus():
    report = count_out(list("ABCDEFG"), 3)
    assert report["out"] == ["C", "F", "B", "G", "E", "A"]
    assert report["left"] == ["D"]


def test_order_of_those_left():
    assert count_out(["a", "b", "c", "d"], 2, leave=3)["left"] == ["c", "d", "a"]


def test_nobody_leaves():
    assert count_out(["a"], 4) == {"out": [], "left": ["a"], "rounds": 0}
    assert count_out([], 4)["left"] == []


def test_beats():
    with pytest.raises(ValueError):
        count_out(["a", "b"], 0)
