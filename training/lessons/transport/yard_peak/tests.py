import pytest
from work import Visit, yard_report


def test_overlapping_visits():
    visits = [Visit("A", 10, 50), Visit("B", 20, 30), Visit("C", 30, 60)]
    assert yard_report(visits, 1) == {"peak": 2, "peak_at": 20, "mean": 1.67, "over": ["B", "C"]}


def test_leaving_frees_the_space():
    assert yard_report([Visit("A", 0, 10), Visit("B", 10, 20)], 1)["peak"] == 1


def test_no_visits():
    assert yard_report([], 5) == {"peak": 0, "peak_at": None, "mean": 0.0, "over": []}


def test_turned_round_at_the_gate():
    assert yard_report([Visit("A", 5, 5)], 1)["peak"] == 0


def test_wrong_times():
    with pytest.raises(ValueError):
        yard_report([Visit("A", 10, 5)], 1)
