from work import fleet_usage


def test_report():
    trips = [("B-1", 10), ("B-2", 5), ("B-1", 7), ("", 3)]
    assert fleet_usage(trips, few=2) == [
        "B-1: 2 trips, 66.7%, 17 km",
        "B-2: 1 trips, 33.3%, 5 km  (sell?)",
        "unassigned: 1",
    ]


def test_ties_by_name():
    assert [line[:1] for line in fleet_usage([("b", 1), ("a", 1)])] == ["a", "b"]


def test_only_unassigned():
    assert fleet_usage([("", 1), ("", 2)]) == ["unassigned: 2"]


def test_no_trips():
    assert fleet_usage([]) == []
