import pytest

from work import BuildError, plan_waves


def test_diamond():
    assert plan_waves({"app": ["ui", "db"], "ui": ["core"], "db": ["core"], "core": []}) == [["core"], ["db", "ui"], ["app"]]


def test_empty():
    assert plan_waves({}) == []


def test_need_listed_twice():
    assert plan_waves({"a": ["b", "b"], "b": []}) == [["b"], ["a"]]


def test_unknown_target():
    with pytest.raises(BuildError, match="a needs unknown target zlib"):
        plan_waves({"a": ["zlib"]})


def test_cycle_names_the_stuck_targets():
    with pytest.raises(BuildError, match="circular dependency: a, b, c"):
        plan_waves({"c": ["a"], "b": ["a"], "a": ["b"], "d": []})
