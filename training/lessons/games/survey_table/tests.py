import pytest

from work import chi_square


def test_independent():
    report = chi_square([[10, 20], [20, 40]])
    assert report == {"statistic": 0.0, "freedom": 1, "standing_out": []}


def test_dependent():
    report = chi_square([[10, 0], [0, 10]], labels=["1a", "1b"])
    assert report["statistic"] == 20.0
    assert report["standing_out"][0] == ("1a", 0, 5.0)
    assert len(report["standing_out"]) == 4


def test_empty_rows_are_skipped():
    assert chi_square([[0, 0], [3, 4]])["statistic"] == 0.0


def test_bad_tables():
    for table in ([], [[]], [[1, 2], [3]]):
        with pytest.raises(ValueError):
            chi_square(table)
