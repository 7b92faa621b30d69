from work import TraceabilityMap

SOURCES = {
    "kilo": [],
    "set A": ["kilo"],
    "set B": ["kilo", "set A"],
    "bench": ["set B", "national"],
}


def test_levels():
    assert TraceabilityMap(SOURCES).levels() == [
        (0, "kilo", "primary"),
        (1, "set A", "1 sources"),
        (2, "set B", "2 sources"),
        (3, "bench", "2 sources"),
    ]


def test_limit():
    rows = TraceabilityMap(SOURCES).levels(limit=2)
    assert rows[-1] == (3, "bench", "too far")


def test_unlisted_source_is_primary():
    chain = TraceabilityMap({"x": ["external"]})
    assert chain.is_primary("external")
    assert chain.levels() == [(1, "x", "1 sources")]


def test_empty():
    assert TraceabilityMap({}).levels() == []
