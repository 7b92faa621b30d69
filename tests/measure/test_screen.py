"""The first look at a version: one pair where it says enough, a second where it may have been a bad moment."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from burner.measure import timing
from burner.measure.timing import Inputs, Pair

LEAST = 0.97


@pytest.fixture
def looked(monkeypatch):
    """Takes looks of given ratios (honest or not); gives the one that counts and how many were taken."""

    def look(*pairs: tuple[float, bool], time_s: float = 0.001) -> SimpleNamespace:
        left = list(pairs)

        def one_pair(*_: object) -> Pair:
            ratio, honest = left.pop(0)
            return Pair(ratio, 1.0, honest, ())

        monkeypatch.setattr(timing, "one_pair", one_pair)
        found = timing.screen(None, None, Inputs("calls", "f", (None,), time_s), "cpu", LEAST)
        return SimpleNamespace(ratio=found.ratio, honest=found.honest, looks=len(pairs) - len(left))

    return look


@pytest.mark.parametrize("ratio", [0.98, 3.0, 0.5])
def test_a_look_that_says_enough_is_the_only_one(looked, ratio):
    """Every candidate would cost two looks."""
    assert vars(looked((ratio, True), (1.0, True))) == {"ratio": ratio, "honest": True, "looks": 1}


def test_a_bad_moment_does_not_end_a_faster_version(looked):
    """A version that is 10 % faster was dropped whenever its first look fell on a slow moment."""
    assert vars(looked((0.8, True), (1.1, True))) == {"ratio": 1.1, "honest": True, "looks": 2}
    assert vars(looked((0.8, True), (0.7, True))) == {"ratio": 0.8, "honest": True, "looks": 2}


def test_clocks_that_disagree_twice_are_told(looked):
    """A version that hides its work would be measured on."""
    assert looked((5.0, False), (4.0, False)).honest is False
    assert vars(looked((5.0, False), (1.2, True))) == {"ratio": 1.2, "honest": True, "looks": 2}


def test_a_call_of_a_second_is_looked_at_once(looked):
    """A verdict on a slow function would take a dozen runs of it."""
    assert looked((0.9, True), (1.1, True), time_s=1.0).looks == 1


def test_inputs_of_large_objects_are_made_in_bounded_time():
    """A million values takes a second to make, and a quick call on some thousands was to be run hundreds of times a batch."""
    large = ["t", [["t", [["l", list(range(20_000))]]], ["d", []]]]
    quick = Inputs("calls", "f", (large,), 0.000_005)
    assert quick.loops * quick.batches * 20_000 <= timing.MOST_PAIR_NODES
    assert quick.batches >= timing.FEWEST_BATCHES
    plain = Inputs("calls", "f", (["t", [["t", [1]], ["d", []]]],), 0.000_005)
    assert plain.batch_s >= timing.BATCH_S * 0.99
    assert plain.batches == timing.BATCHES
