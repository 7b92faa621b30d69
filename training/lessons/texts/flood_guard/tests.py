import pytest

from work import FloodGuard


def test_drops_what_exceeds_the_limit():
    guard = FloodGuard(limit=2, window=10)
    out = guard.review([(0, "ann", "a"), (1, "ann", "b"), (2, "ann", "c"), (10, "ann", "d")])
    assert [t for _, _, t in out["accepted"]] == ["a", "b", "d"]
    assert out["dropped"] == {"ann": 1}
    assert out["worst"] == "ann"


def test_users_are_counted_apart():
    guard = FloodGuard(limit=1, window=5)
    out = guard.review([(0, "ann", "a"), (0, "bob", "b")])
    assert out["dropped"] == {} and out["worst"] is None


def test_exempt_and_blank():
    guard = FloodGuard(limit=1, window=5, exempt=["bot"])
    out = guard.review([(0, "bot", "x"), (1, "bot", "y"), (1, "ann", "  ")])
    assert len(out["accepted"]) == 2


def test_bad_limit():
    with pytest.raises(ValueError):
        FloodGuard(limit=0)
