import pytest
from work import finish_times, label


def test_label():
    assert label(0) == "1/1 00:00"
    assert label(8 * 24 * 60 + 61) == "2/2 01:01"


def test_within_a_day():
    assert finish_times([("a", 30), ("b", 60)]) == ([("a", "1/1 08:00"), ("b", "1/1 09:00")], 450)


def test_over_night():
    plan, idle = finish_times([("long", 600)])
    assert plan == [("long", "1/2 09:00")]
    assert idle == 450 + 930


def test_empty_and_zero_jobs():
    assert finish_times([]) == ([], 0)
    assert finish_times([("z", 0)], start=100) == ([("z", "1/1 01:40")], 0)
    with pytest.raises(ValueError):
        finish_times([("n", -1)])
