"""The arithmetic behind every "faster" that burner says."""

from __future__ import annotations

import math
import random

import pytest

from burner.measure.statistics import decide, margin, outside, speedup, spread
from burner.measure.timing import MOST_PAIRS


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
        noise = [math.exp(rng.gauss(0, 0.02)) for _ in range(MOST_PAIRS)]
        gain = margin(1.05, spread([math.exp(rng.gauss(0, 0.02)) for _ in range(4)]))
        verdicts = [decide(noise[:count], gain, MOST_PAIRS) for count in range(3, MOST_PAIRS + 1)]
        called += next((verdict for verdict in verdicts if verdict is not None), None) == "better"

    assert called / 2000 < 0.01


def disturbed(rng: random.Random) -> float:
    """The logarithm by which a pair is off on a machine where one in four is disturbed."""
    hiccup = rng.choice((-1, 1)) * rng.uniform(0.05, 0.3) if rng.random() < 0.25 else 0.0
    return rng.gauss(0, 0.04) + hiccup


def found(gain: float, runs: int = 1500) -> float:
    """How often a true gain is called better on that machine."""
    rng, better = random.Random(7), 0
    for _ in range(runs):
        ratios: list[float] = []
        verdict = None
        while verdict is None:
            ratios.append((1 + gain) * math.exp(disturbed(rng)))
            verdict = decide(ratios, 0.05, MOST_PAIRS)
        better += verdict == "better"
    return better / runs


def test_a_gain_of_ten_percent_is_found_where_one_pair_in_four_is_disturbed() -> None:
    """Half of the small gains would be lost on a laptop that does other things beside."""
    assert found(0.10) > 0.9
    assert found(0.0) < 0.03


@pytest.mark.parametrize(("count", "left_out"), [(9, 1), (11, 1), (12, 2), (15, 3), (18, 4)])
def test_the_interval_of_many_pairs_holds_the_median_with_95_percent(count: int, left_out: int) -> None:
    """The interval that is reported would be narrower than it says."""
    assert outside(count) == left_out
    assert 2 * sum(math.comb(count, below) for below in range(left_out + 1)) / 2**count <= 0.05


def test_one_disturbed_pair_does_not_widen_the_interval_of_many() -> None:
    """A verified speed-up would be reported with an interval that reaches below 1."""
    interval = speedup([*[1.1, 1.12, 1.09] * 4, 0.4], "cpu")

    assert (interval.low, interval.high) == (1.09, 1.12)


def test_one_disturbed_pair_does_not_blind_the_self_check() -> None:
    """A hiccup during the self-check must not make every real gain invisible."""
    assert spread([1.0, 1.01, 0.99, 2.5]) < 0.1
    assert spread([1.0, 1.5, 0.7, 2.5]) > 0.3


def test_noise_raises_the_margin() -> None:
    """On a noisy machine a small gain must not be believed."""
    assert margin(1.05, 0.01) == pytest.approx(0.05)
    assert margin(1.05, 0.2) == pytest.approx(0.2)
    assert margin(1.0, 0.0) == pytest.approx(0.03)
