import pytest

from work import CrossMatch

MAGS = [("g1", 12.0), ("g2", 15.5), ("t1", 11.9), ("t2", 15.5), ("x9", 18.0)]


def test_groups():
    rows = CrossMatch(MAGS).objects([("g1", "t1"), ("t2", "g2")])
    assert rows == [("t1", ["g1", "t1"]), ("g2", ["g2", "t2"]), ("x9", ["x9"])]


def test_chain_and_repeated_links():
    rows = CrossMatch(MAGS).objects([("g1", "t1"), ("t1", "g1"), ("t1", "x9"), ("x9", "x9"), ("x9", "g2")])
    assert rows[0] == ("t1", ["g1", "g2", "t1", "x9"])
    assert len(rows) == 2


def test_unknown():
    with pytest.raises(KeyError):
        CrossMatch(MAGS).objects([("g1", "nope")])


def test_nothing():
    assert CrossMatch([]).objects([]) == []
