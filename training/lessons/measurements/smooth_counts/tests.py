import pytest

from work import smooth_counts


def test_window_of_three():
    out = smooth_counts([1, 4, 7, 10], 1)
    assert out["smooth"] == [2.5, 4.0, 7.0, 8.5]
    assert out["residual"] == [-1.5, 0.0, 0.0, 1.5]


def test_zero_width_keeps_the_series():
    assert smooth_counts([5, 6], 0)["smooth"] == [5.0, 6.0]


def test_clipped():
    assert smooth_counts([4095, 10, 4096], 1)["clipped"] == 2


def test_empty_and_invalid():
    assert smooth_counts([], 3) == {"smooth": [], "residual": [], "clipped": 0}
    with pytest.raises(ValueError):
        smooth_counts([1], -1)
