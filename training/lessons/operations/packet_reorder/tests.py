from work import Packet, reorder_stats


def stream(*numbers):
    return [Packet(n, 100, i / 10) for i, n in enumerate(numbers)]


def test_in_order():
    assert reorder_stats(stream(1, 2, 3)) == {"late": [], "share": 0.0, "histogram": {}, "octets": 300}


def test_late_packets():
    report = reorder_stats(stream(3, 1, 2, 4))
    assert report["late"] == [(1, 1, 0.1), (2, 1, 0.2)]
    assert report["histogram"] == {1: 2}
    assert report["share"] == 0.5


def test_tolerance():
    assert reorder_stats(stream(2, 3, 1, 4, 0), tolerance=2)["late"] == [(0, 4, 0.4)]


def test_duplicate_packet_is_not_late():
    assert reorder_stats(stream(1, 1))["share"] == 0.0


def test_empty():
    assert reorder_stats([])["share"] == 0.0
