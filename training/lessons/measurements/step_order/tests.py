import pytest

from work import describe, run_order


def test_declared_order_among_the_ready():
    steps = {"report": ["fit"], "flat": [], "fit": ["flat", "dark"], "dark": [], "log": []}
    assert run_order(steps) == ["flat", "dark", "fit", "report", "log"]


def test_repeated_need():
    assert describe({"b": ["a", "a"], "a": []}) == "a -> b"


def test_circle():
    with pytest.raises(ValueError, match="circular: a, c, b$"):
        run_order({"a": ["b"], "x": [], "c": ["a"], "b": ["c", "x"]})


def test_unknown():
    with pytest.raises(ValueError, match="unknown step dark"):
        run_order({"fit": ["dark"]})


def test_empty():
    assert run_order({}) == []
