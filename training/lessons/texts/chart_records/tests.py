from work import Day, standing_records


def days(*plays):
    return [Day(f"d{i}", p) for i, p in enumerate(plays)]


def test_beaten_later():
    rows, unbeaten = standing_records(days(5, 3, 4, 9))
    assert rows == [("d0", "d3", 3), ("d1", "d2", 1), ("d2", "d3", 1), ("d3", None, 0)]
    assert unbeaten == 1


def test_equal_does_not_beat():
    assert standing_records(days(2, 2)) == ([("d0", None, 0), ("d1", None, 0)], 2)


def test_offline_days_are_left_out():
    rows, _ = standing_records(days(1, None, 2))
    assert rows == [("d0", "d2", 2), ("d2", None, 0)]


def test_no_days():
    assert standing_records([]) == ([], 0)
