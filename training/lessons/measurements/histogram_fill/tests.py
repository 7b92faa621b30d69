import pytest

from work import Histogram


def test_edges_belong_to_the_bin_on_their_right():
    h = Histogram([0, 1, 5])
    out = h.fill([0, 0.5, 1, 4.9, 5, -0.1])
    assert out == {"added": 4, "outside": 2, "missing": 0, "counts": [2, 2]}
    assert (h.under, h.over) == (1, 1)


def test_fill_twice_accumulates():
    h = Histogram([0, 10])
    h.fill([1, 2])
    assert h.fill([3])["counts"] == [3]


def test_missing():
    h = Histogram([0, 10])
    assert h.fill([None, float("nan"), 4])["missing"] == 2


def test_bad_edges():
    with pytest.raises(ValueError):
        Histogram([1, 1])
    with pytest.raises(ValueError):
        Histogram([1])
