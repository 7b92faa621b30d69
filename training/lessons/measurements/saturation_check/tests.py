from work import DetectorRecord


def test_longest_stretch():
    record = DetectorRecord("d1", [1, 9, 9, 1, 9, 10, 9, 1], limit=9)
    assert record.worst_stretch() == (4, 3, 10)
    assert record.remarks == []


def test_first_of_equal_stretches():
    record = DetectorRecord("d1", [9, 9, 1, 12, 9], limit=9)
    assert record.worst_stretch() == (0, 2, 9)


def test_remark():
    record = DetectorRecord("d2", [5, 5, 0, 0], limit=5)
    assert record.worst_stretch(tolerance=1) == (0, 2, 5)
    assert record.remarks == ["d2: 2 samples in a row, 50.0% saturated"]


def test_none():
    assert DetectorRecord("d3", [1, 2]).worst_stretch() is None
    assert DetectorRecord("d3", []).worst_stretch() is None
