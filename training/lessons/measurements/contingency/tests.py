import pytest

from work import chi_square


def test_independent():
    assert chi_square([[10, 20], [20, 40]]) == (0.0, 1, [])


def test_dependent():
    statistic, freedom, notable = chi_square([[10, 0], [0, 10]], threshold=5.0)
    assert (statistic, freedom) == (20.0, 1)
    assert notable == [(0, 0, "more", 5.0), (0, 1, "less", 5.0), (1, 0, "less", 5.0), (1, 1, "more", 5.0)]


def test_empty_row_is_skipped():
    assert chi_square([[0, 0], [3, 3]]) == (0.0, 1, [])


def test_errors():
    for bad in ([], [[]], [[1, 2], [3]], [[0, 0]]):
        with pytest.raises(ValueError):
            chi_square(bad)
