from work import Reading, fill_gaps


def series(*values):
    return [Reading(n, v) for n, v in enumerate(values)]


def test_carry():
    filled, facts = fill_gaps(series(36.5, None, None, 37.0), 10)
    assert filled == [36.5, 36.5, 36.5, 37.0]
    assert facts == {"measured": 2, "carried": 2, "expired": 0, "leading": 0}


def test_too_old():
    filled, facts = fill_gaps(series(36.5, None, None), 1)
    assert filled == [36.5, 36.5, None]
    assert facts["expired"] == 1


def test_begins_with_a_gap():
    filled, facts = fill_gaps(series(None, 0.0, None), 5)
    assert filled == [None, 0.0, 0.0]
    assert facts["leading"] == 1


def test_empty():
    assert fill_gaps([], 5)[0] == []
