import pytest
from work import Trip, time_sheets


def test_summary():
    trips = [Trip("ann", 1, 300, 10.5), Trip("bob", 1, 10, 1.0), Trip("ann", 1, 200, 30.0), Trip("ann", 3, 60, 2.0)]
    assert time_sheets(["ann"], trips) == [{
        "driver": "ann", "days": [1, 3], "minutes": 560, "overtime": 20, "km": 42.5, "longest": (1, 30.0),
    }]


def test_driver_without_trips():
    assert time_sheets(["cy"], []) == [
        {"driver": "cy", "days": [], "minutes": 0, "overtime": 0, "km": 0.0, "longest": None}
    ]


def test_order_of_the_staff_list():
    sheets = time_sheets(["b", "a", "b"], [Trip("a", 1, 1, 1.0)])
    assert [sheet["driver"] for sheet in sheets] == ["b", "a", "b"]


def test_negative_minutes():
    with pytest.raises(ValueError):
        time_sheets(["a"], [Trip("a", 1, -1, 0.0)])
