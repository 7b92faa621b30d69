import pytest

from work import CacheSimulator


def test_oldest_is_dropped():
    result = CacheSimulator(2).replay(["a", "b", "a", "c", "b"])
    assert result == {"hits": 1, "misses": 4, "hit_rate": 0.2, "thrashed": [], "resident": ["c", "b"]}


def test_thrashing():
    assert CacheSimulator(1).replay(["a", "b", "a", "b", "c"])["thrashed"] == ["a", "b"]


def test_pinned():
    result = CacheSimulator(1, ["logo"]).replay(["logo", "x", "logo", "x"])
    assert (result["hits"], result["misses"]) == (3, 1)


def test_no_requests():
    assert CacheSimulator(3).replay([])["hit_rate"] is None


def test_capacity():
    with pytest.raises(ValueError):
        CacheSimulator(0)
