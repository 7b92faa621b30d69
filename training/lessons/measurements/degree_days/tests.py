import pytest

from work import DegreeDayLog


def test_two_days():
    log = DegreeDayLog()
    report, bad = log.load([
        ("02.04.2023 10:00", 9.0),
        ("01.04.2023 10:00", 7.0),
        ("01.04.2023 14:00", 11.0),
    ])
    assert report == [("2023-04-01", 4.0, 4.0), ("2023-04-02", 4.0, 8.0)]
    assert bad == 0


def test_base_cap_and_bad_values():
    log = DegreeDayLog(base=10.0, cap=20.0)
    report, bad = log.load([("01.05.2023 00:00", 40.0), ("01.05.2023 01:00", 0.0), ("01.05.2023 02:00", None)])
    assert report == [("2023-05-01", 5.0, 5.0)]
    assert bad == 1


def test_invalid_date():
    with pytest.raises(ValueError):
        DegreeDayLog().load([("31.02.2023 00:00", 1.0)])


def test_empty():
    assert DegreeDayLog().load([]) == ([], 0)
