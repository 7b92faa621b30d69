import pytest
from work import transfer_zones, zone_names


def test_zones():
    zones = transfer_zones(["d", "c", "b", "a", "e"], [("a", "b"), ("d", "e"), ("b", "c")])
    assert zones == [["a", "b", "c"], ["d", "e"]]
    assert zone_names(zones)["e"] == 2


def test_lonely_stations():
    assert transfer_zones(["x", "b", "x"], []) == [["b"], ["x"]]


def test_repeated_and_circular_paths():
    assert transfer_zones(["a", "b", "c"], [("a", "b"), ("b", "a"), ("b", "c"), ("c", "a"), ("a", "a")]) == [["a", "b", "c"]]


def test_unknown_station():
    with pytest.raises(ValueError, match="q"):
        transfer_zones(["a"], [("a", "q")])
