import pytest

from work import book_value, depreciation_schedule, month_name


def test_first_months():
    rows, per_year = depreciation_schedule(1000.0, 0.1, 3, 2024)
    assert rows == [("2024-01", 100.0, 900.0), ("2024-02", 90.0, 810.0), ("2024-03", 81.0, 729.0)]
    assert per_year == {2024: 271.0}


def test_writedown():
    rows, _ = depreciation_schedule(1000.0, 0.1, 2, 2024, {1: 400.0})
    assert rows[1] == ("2024-02", 490.0, 410.0)


def test_memo_value():
    rows, per_year = depreciation_schedule(10.0, 0.5, 14, 2024)
    assert rows[-1][2] == 1.0
    assert sorted(per_year) == [2024, 2025]
    assert book_value(10.0, 0.5, {}, 13) == 1.0


def test_bad_rate():
    with pytest.raises(ValueError):
        depreciation_schedule(10.0, 1.5, 1, 2024)


def test_month_name():
    assert month_name(2024, 13) == "2025-02"
