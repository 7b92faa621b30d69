import pytest

from work import demand_report, safety_stock


def test_means_of_the_last_days():
    assert demand_report([3, 5, 10, 0], window=2)["means"] == [3.0, 4.0, 7.5, 5.0]


def test_peaks():
    report = demand_report([1, 1, 4, 4, 1, 9], window=2, lead_days=2)
    assert report["peaks"] == [1, 2, 3, 5]
    assert report["order_point"] == 10 + 5


def test_short_series():
    assert demand_report([5, 6], window=7) == {"means": [5.0, 5.5], "peaks": [], "order_point": 0}


def test_bad_window():
    with pytest.raises(ValueError):
        demand_report([1], 0)


def test_safety_stock():
    assert safety_stock(5, 3) == 8
