from work import distinct_stops, snap


def test_snap():
    assert snap(52.123449, 13.00001) == (52.1234, 13.0)


def test_same_place_once():
    pings = [(1, 52.1, 13.1, 0.0), (2, 52.10001, 13.1, 1.0), (3, 52.2, 13.1, 0.0), (4, 52.1, 13.1, 0.0)]
    result = distinct_stops(pings)
    assert result["stops"] == [(52.1, 13.1), (52.2, 13.1)]
    assert result["first_times"] == [1, 3]
    assert result["skipped"] == 0


def test_moving_or_wrong_pings_are_skipped():
    result = distinct_stops([(1, 52.1, 13.1, 30.0), (2, 99.0, 13.1, 0.0)])
    assert result == {"stops": [], "first_times": [], "skipped": 2}


def test_nothing():
    assert distinct_stops([])["stops"] == []
