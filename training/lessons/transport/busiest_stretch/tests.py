import pytest
from work import busiest_stretch, clock


def test_clock():
    assert clock(0) == "00:00"
    assert clock(13) == "01:05"


def test_busiest_and_calmest():
    result = busiest_stretch([1, 5, 5, 0, 0, 7], 2)
    assert result["busiest"] == ("00:05", "00:15", 10)
    assert result["calmest"] == ("00:15", "00:25", 0)


def test_first_of_equal_windows():
    assert busiest_stretch([3, 3, 3, 3], 2)["busiest"] == ("00:00", "00:10", 6)


def test_too_short():
    assert busiest_stretch([1, 2], 3) is None
    with pytest.raises(ValueError):
        busiest_stretch([1, 2], 0)
