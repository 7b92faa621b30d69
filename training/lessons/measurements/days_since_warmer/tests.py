from work import days_since_warmer


def test_rising_and_falling():
    out = days_since_warmer([10.0, 12.0, 11.0, 9.5, 11.5])
    assert out["labels"] == ["record", "record", "1 day", "1 day", "3 days"]
    assert out["records"] == [(0, 10.0), (1, 12.0)]
    assert out["longest"] == 3


def test_equal_is_not_warmer():
    assert days_since_warmer([5, 4, 4])["labels"] == ["record", "1 day", "2 days"]


def test_gaps():
    assert days_since_warmer([None, 8, None, 7])["labels"] == ["-", "record", "-", "2 days"]


def test_empty():
    assert days_since_warmer([]) == {"labels": [], "records": [], "longest": 0}
