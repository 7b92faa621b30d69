import pytest
from work import describe, plan_waves


def test_waves_keep_the_order_of_the_list():
    jobs = ["report", "load", "export", "clean"]
    needs = {"report": ["clean", "load"], "clean": ["load"], "export": []}
    assert plan_waves(jobs, needs) == [["load", "export"], ["clean"], ["report"]]


def test_cycle():
    with pytest.raises(ValueError, match="a, b"):
        plan_waves(["b", "a", "c"], {"a": ["b"], "b": ["a"]})


def test_unknown_need_and_duplicates():
    with pytest.raises(ValueError, match="never start: a"):
        plan_waves(["a"], {"a": ["zzz"]})
    with pytest.raises(ValueError, match="twice"):
        plan_waves(["a", "a"], {})


def test_describe():
    assert describe([["a", "b"], ["c"]]) == "1: a, b\n2: c"
    assert plan_waves([], {}) == []
