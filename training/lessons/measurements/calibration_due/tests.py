import pytest

from work import Instrument, as_hours, overdue_report


def test_as_hours():
    assert as_hours(125) == "2h05"


def test_missed():
    rows, total = overdue_report([Instrument("a", 0, 60), Instrument("b", 100, 100)], 200)
    assert rows == [("a", 3, "2h20", "0h40"), ("b", 1, "0h00", "1h40")]
    assert total == 4


def test_nothing_due():
    assert overdue_report([Instrument("a", 500, 60)], 559) == ([], 0)
    assert overdue_report([], 10) == ([], 0)


def test_bad_interval():
    with pytest.raises(ValueError, match="x7"):
        overdue_report([Instrument("x7", 0, 0)], 5)
