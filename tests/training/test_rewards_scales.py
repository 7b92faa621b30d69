"""What answers are worth: the paper's table and formula row by row, and ours beside them."""

from __future__ import annotations

import math

import pytest
from burner_training.rewards.groups import credited, informative
from burner_training.rewards.judgement import Judgement, unjudged
from burner_training.rewards.scales import OURS, PAPER
from burner_training.rewards.weights import Weights
from burner_training.tasks.schema import FAILED, Measured

BASE = Measured(0.58, 20_000_000, 5_000_000.0)


def judged(verdict="better", passed=True, baseline_passed=True, measured=None, baseline=BASE, **fields) -> Judgement:
    """A judgement."""
    return Judgement(verdict, passed, baseline_passed, measured, baseline, **fields)


@pytest.mark.parametrize(
    ("baseline_passed", "passed", "worth"),
    [(False, True, 1.0), (True, True, 0.5), (False, False, -0.5), (True, False, -1.0)],
)
def test_correctness_row_by_row(baseline_passed, passed, worth) -> None:
    """The paper's table would be another."""
    found = judged("better" if passed else "wrong", passed, baseline_passed, BASE if passed else None)
    assert PAPER.correctness(found) == worth
    assert OURS.correctness(found) == worth


@pytest.mark.parametrize(
    ("new", "gain"),
    [(0.58, 0.0), (0.29, 0.5), (0.058, 0.9), (0.0, 1.0), (1.16, -1.0), (5.8, -9.0), (1e6, -(90 / 0.58 - 1))],
)
def test_efficiency_is_the_tanh_of_the_relative_gain(new, gain) -> None:
    """Times in milliseconds against a limit in seconds would clip every pair to 90, and all gains be 0."""
    found = judged(measured=Measured(new, 20_000_000, 5_000_000.0))
    assert PAPER.efficiency(found, "time") == pytest.approx(math.tanh(gain), abs=1e-6)


@pytest.mark.parametrize(("objective", "gain"), [("time", 0.5), ("memory", 0.75), ("integral", 0.9)])
def test_each_objective_is_about_its_own_quantity(objective, gain) -> None:
    """Memory would be rewarded by time."""
    found = judged(measured=Measured(0.29, 5_000_000, 500_000.0))
    assert PAPER.efficiency(found, objective) == pytest.approx(math.tanh(gain))


def test_what_fails_has_no_efficiency_and_what_mends_has_all_of_it() -> None:
    """A wrong answer would be paid for being fast."""
    assert PAPER.efficiency(judged("wrong", passed=False), "time") == 0
    mended = judged(baseline_passed=False, baseline=FAILED, measured=Measured(0.1, 1, 1.0))
    assert PAPER.efficiency(mended, "time") == pytest.approx(math.tanh(1 - 0.1 / 90))


@pytest.mark.parametrize(
    ("form", "right", "gain", "progress", "whole"),
    [
        (1, 0.5, 0.5, 0.0, 0.6),
        (1, 0.5, 0.5, 1.0, 0.7),
        (1, 0.5, 0.5, 0.5, 0.65),
        (-1, -1, 0, 0.3, -0.7),
        (1, 1, 1, 9, 1.2),
    ],
)
def test_weights_add_up_as_published(form, right, gain, progress, whole) -> None:
    """0.2, 0.5, and 0.3 rising to 0.5 would be other numbers."""
    assert Weights().total(form, right, gain, progress) == pytest.approx(whole)


@pytest.mark.parametrize("verdict", ["forbidden", "caches_across_calls", "clock_mismatch"])
def test_cheats_are_punished_whatever_the_baseline(verdict) -> None:
    """A failing original would make cheating half as bad."""
    assert OURS.correctness(judged(verdict, passed=False, baseline_passed=False)) == -1.0
    assert OURS.efficiency(judged(verdict, passed=False), "time") == 0


def test_the_original_handed_back_is_worth_nothing() -> None:
    """A policy would learn to copy, which is safe and useless."""
    copy = judged("duplicate", measured=BASE, speedup=1.3)
    assert OURS.correctness(copy) == OURS.efficiency(copy, "time") == 0


@pytest.mark.parametrize(
    ("verdict", "ratio", "low", "worth"),
    [
        ("better", 4.0, 3.9, 0.5),
        ("better", 4.1, 3.2, 0.5),
        ("better", 1.2, 1.1, 0.0),
        ("better", 50.0, 45.0, 1.0),
        ("better", 900.0, 800.0, 1.0),
        ("no_difference", 1.3, 0.9, 0.0),
        ("trade_off", 20.0, 19.0, 0.0),
    ],
)
def test_ours_counts_certain_gains_in_steps(verdict, ratio, low, worth) -> None:
    """Noise would decide which of two equal answers is preferred."""
    found = judged(verdict, measured=BASE, speedup=ratio, speedup_low=low, speedup_high=2 * ratio)
    assert OURS.efficiency(found, "time") == pytest.approx(worth)


def test_ours_punishes_what_is_slower() -> None:
    """Slower versions would be worth as much as equal ones."""
    slower = judged("worse", measured=BASE, speedup=0.25)
    assert OURS.efficiency(slower, "time") == pytest.approx(-2 / 3)


def test_nothing_is_said_of_what_was_not_judged() -> None:
    """A task that could not be prepared would teach that its answers are wrong."""
    for scale in (PAPER, OURS):
        assert scale.correctness(unjudged("lost")) is None
        assert scale.efficiency(unjudged("lost"), "time") is None


def test_groups_without_differences_are_told_apart() -> None:
    """Groups that teach nothing would dilute the step."""
    assert informative([1, 1, 1, 0, 1, 0, None, 2, None], 3) == [False] * 3 + [True] * 3 + [False] * 3


def test_turns_are_credited_with_what_they_led_to() -> None:
    """A first attempt that makes a good second one possible would be worth nothing."""
    rewards = [0.0, 1.0, -1.0, 0.5, None]
    found = credited(rewards, ["a", "a", "b", "a", "b"], [0, 1, 0, 2, 1], 0.4)
    assert found == [pytest.approx(0.48), pytest.approx(1.2), -1.0, 0.5, None]
