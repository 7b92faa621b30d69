import pytest

from work import Fix, georeference

FIXES = [Fix(0, 47.0, 8.0), Fix(100, 47.1, 8.1), Fix(100, 47.2, 8.2), Fix(200, 47.3, 8.3)]


def test_closest_fix():
    located, lost = georeference([("a.jpg", 30), ("b.jpg", 190)], FIXES)
    assert located == {"a.jpg": (47.0, 8.0, -30), "b.jpg": (47.3, 8.3, 10)}
    assert lost == []


def test_ties_take_the_first():
    located, _ = georeference([("a", 50), ("b", 150), ("c", 100)], FIXES)
    assert located == {"a": (47.0, 8.0, -50), "b": (47.1, 8.1, -50), "c": (47.1, 8.1, 0)}


def test_far_away_and_after_the_end():
    located, lost = georeference([("x", 900), ("y", 260)], FIXES, max_gap=60)
    assert lost == ["x"]
    assert located == {"y": (47.3, 8.3, -60)}


def test_no_fixes():
    assert georeference([("x", 1)], []) == ({}, ["x"])


def test_order_is_checked():
    with pytest.raises(ValueError):
        georeference([], [Fix(5, 0.0, 0.0), Fix(4, 0.0, 0.0)])
