import pytest

from work import courses_by_level


def test_chain():
    assert courses_by_level({"c": ["b"], "b": ["a"], "a": []}) == {1: ["a"], 2: ["b"], 3: ["c"]}


def test_longest_path_counts():
    plan = courses_by_level({"a": [], "b": ["a"], "c": ["a", "b"], "d": ["a"]})
    assert plan == {1: ["a"], 2: ["b", "d"], 3: ["c"]}


def test_prerequisite_outside_the_catalogue():
    assert courses_by_level({"x": ["school maths"]}) == {2: ["x"]}


def test_self():
    with pytest.raises(ValueError):
        courses_by_level({"x": ["x"]})


def test_too_long():
    with pytest.raises(ValueError, match="c cannot"):
        courses_by_level({"a": [], "b": ["a"], "c": ["b"]}, max_semesters=2)
