from work import Sample, latency_table, percentile


def test_empty():
    assert latency_table([]) == {}


def test_two_endpoints():
    table = latency_table([Sample(5, "/b", 100), Sample(3, "/a", 900), Sample(9, "/b", 700)])
    assert list(table) == ["/a", "/b"]
    assert table["/b"] == {"count": 2, "median": 700, "p95": 700, "over_limit": 0.5, "first": 5, "last": 9}


def test_limit_is_exclusive():
    assert latency_table([Sample(1, "/a", 500)])["/a"]["over_limit"] == 0.0
    assert latency_table([Sample(1, "/a", 500)], limit_ms=499)["/a"]["over_limit"] == 1.0


def test_percentile_stays_inside():
    assert percentile([1, 2, 3], 1.0) == 3
