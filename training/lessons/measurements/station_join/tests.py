from work import Reading, Station, attach_stations


STATIONS = [
    Station("A1", "Alder", 100.0),
    Station("B2", "Birch", 500.0, active=False),
    Station("A1", "Alder old", 900.0),
]


def test_first_station_with_the_code_is_used():
    rows, unknown = attach_stations([Reading("A1", 3, 2.0)], STATIONS)
    assert rows == [{"station": "Alder", "hour": 3, "mm": 2.0, "adjusted": 2.06}]
    assert unknown == []


def test_inactive_and_invalid_are_dropped():
    readings = [Reading("B2", 1, 1.0), Reading("A1", 1, None), Reading("A1", 2, -9.0)]
    assert attach_stations(readings, STATIONS) == ([], [])


def test_unknown_codes_sorted_once():
    readings = [Reading("Z", 1, 1.0), Reading("Q", 1, 0.0), Reading("Z", 2, 1.0)]
    assert attach_stations(readings, STATIONS) == ([], ["Q", "Z"])


def test_nothing():
    assert attach_stations([], STATIONS) == ([], [])
