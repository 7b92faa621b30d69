"""The arithmetic behind every "faster" that burner says."""

from __future__ import annotations

import math
import random

import pytest

from burner.measure.statistics import decide, margin, speedup, spread


def test_ratio_is_old_over_new() -> None:
    """A user reads 2.00x as half the time; a gain in percent would mislead."""
    found = speedup([2.0, 2.0, 2.0], "cpu")

    assert found.ratio == pytest.approx(2.0)
    assert found.low == pytest.approx(2.0)


def test_interval_is_symmetric_for_ratio_and_inverse() -> None:
    """Swapping the two versions must invert the statement, not change it."""
    ratios = [1.3, 1.5, 1.4, 1.45]
    forward, backward = speedup(ratios, "cpu"), speedup([1 / ratio for ratio in ratios], "cpu")

    assert forward.ratio == pytest.approx(1 / backward.ratio)
    assert forward.low == pytest.approx(1 / backward.high)


def test_plain_gain_needs_few_pairs() -> None:
    """A version that is ten times faster must not cost the user minutes."""
    assert decide([9.8, 10.1, 10.4], 0.05, 12) == "better"


def test_small_gain_needs_all_pairs() -> None:
    """A gain near the margin is not believed from three pairs."""
    assert decide([1.10, 1.11, 1.12], 0.05, 12) is None
    assert decide([1.10, 1.11, 1.12, 1.10, 1.12, 1.11], 0.05, 12) == "better"


def test_one_wild_pair_does_not_make_a_version_better() -> None:
    """A hiccup of the machine in one pair must not be reported as a speed-up."""
    assert decide([1.0, 1.01, 0.99, 3.0, 1.0, 1.0], 0.05, 6) != "better"


def test_slower_is_worse() -> None:
    """A version that loses must be told apart from one that does nothing."""
    assert decide([0.5, 0.52, 0.51], 0.05, 12) == "worse"


def test_identical_code_is_almost_never_better() -> None:
    """The promise: noise of a few percent is called faster in fewer than 1 of 100 tries."""
    rng = random.Random(5)
    called = 0
    for _ in range(2000):
        noise = [math.exp(rng.gauss(0, 0.02)) for _ in range(12)]
        gain = margin(1.05, spread([math.exp(rng.gauss(0, 0.02)) for _ in range(4)]))
        verdicts = [decide(noise[:count], gain, 12) for count in range(3, 13)]
        called += next((verdict for verdict in verdicts if verdict is not None), None) == "better"

    assert called / 2000 < 0.01


def test_one_disturbed_pair_does_not_blind_the_self_check() -> None:
    """A hiccup during the self-check must not make every real gain invisible."""
    assert spread([1.0, 1.01, 0.99, 2.5]) < 0.1
    assert spread([1.0, 1.5, 0.7, 2.5]) > 0.3


def test_noise_raises_the_margin() -> None:
    """On a noisy machine a small gain must not be believed."""
    assert margin(1.05, 0.01) == pytest.approx(0.05)
    assert margin(1.05, 0.2) == pytest.approx(0.2)
    assert margin(1.0, 0.0) == pytest.approx(0.03)
