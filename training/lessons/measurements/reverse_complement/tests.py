import pytest

from work import reverse_complement


def test_plain():
    assert reverse_complement("AACG") == ("CGTT", 0)


def test_gaps_and_ambiguous():
    assert reverse_complement("A-RN.") == ("NYT", 2)


def test_case():
    assert reverse_complement("acG", keep_case=True) == ("Cgt", 0)
    assert reverse_complement("acG") == ("CGT", 0)


def test_empty():
    assert reverse_complement("") == ("", 0)


def test_bad_symbol():
    with pytest.raises(ValueError, match="at 2"):
        reverse_complement("AC*")
