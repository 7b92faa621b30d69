import pytest

from work import SkewScan


def test_minimum_and_maximum():
    out = SkewScan("CCAGGGG", 3).origin()
    assert out["origin"] == 2
    assert out["terminus"] == 7
    assert out["amplitude"] == 4
    assert out["trace"] == [(0, 0), (3, -2), (6, 1)]


def test_lower_case():
    assert SkewScan("ggc").origin()["terminus"] == 2


def test_empty():
    assert SkewScan("").origin() == {"origin": 0, "terminus": 0, "amplitude": 0, "trace": [(0, 0)]}


def test_bad_step():
    with pytest.raises(ValueError):
        SkewScan("A", 0)
