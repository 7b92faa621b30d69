import pytest

from work import simulate_rollout


def test_small_services_finish_first():
    result = simulate_rollout([("big", 5), ("small", 1)], 2)
    assert result["finished"] == [("small", 2), ("big", 4)]
    assert result["turns"] == 4
    assert result["updated"] == 6


def test_frozen_and_empty_are_skipped():
    result = simulate_rollout([("a", 1), ("b", 0), ("c", 3)], 1, frozen={"c"})
    assert result == {"finished": [("a", 1)], "turns": 1, "updated": 1, "skipped": ["b", "c"]}


def test_no_services():
    assert simulate_rollout([], 3)["finished"] == []


def test_batch_zero():
    with pytest.raises(ValueError):
        simulate_rollout([("a", 1)], 0)
