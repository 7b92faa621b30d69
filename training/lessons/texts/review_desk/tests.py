import pytest
from work import ReviewDesk


def test_severe_posts_first():
    desk = ReviewDesk(["mia", "tom"])
    events = [("flag", "p1", "spam"), ("flag", "p2", "threat"), ("flag", "p3", "spam"), ("shift", 10)]
    assert desk.work_off(events) == ([("mia", "p2"), ("tom", "p1")], ["p3"], 3)


def test_long_shift_stops_when_done():
    reviews, waiting, _ = ReviewDesk(["mia"]).work_off([("flag", "p", "?"), ("shift", 480)])
    assert reviews == [("mia", "p")] and waiting == []


def test_waiting_posts_in_order():
    events = [("flag", "a", "spam"), ("flag", "b", "insult"), ("flag", "c", "insult")]
    assert ReviewDesk(["x"]).work_off(events)[1] == ["b", "c", "a"]


def test_unknown_event():
    with pytest.raises(ValueError):
        ReviewDesk(["x"]).work_off([("lunch", 30)])
