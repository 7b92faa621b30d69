from datetime import date

from work import look_ahead


def test_waits():
    result = look_ahead(date(2024, 1, 1), [5, 3, 4, 9, 1], 5)
    assert result["waits"] == [3, 1, 1, None, None]
    assert result["alarms"] == 2
    assert result["longest_calm"] == "3 days from 2024-01-01"


def test_equal_load_is_not_heavier():
    assert look_ahead(date(2024, 1, 1), [2, 2, 3], 9)["waits"] == [2, 1, None]


def test_falling_and_empty():
    assert look_ahead(date(2024, 1, 1), [3, 2, 1], 9)["longest_calm"] is None
    assert look_ahead(date(2024, 1, 1), [], 1) == {"waits": [], "alarms": 0, "longest_calm": None}
