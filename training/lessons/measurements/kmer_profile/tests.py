import pytest

from work import clean, kmer_profile


def test_clean():
    assert clean("ac gt\nna") == "ACGTNA"


def test_counts_and_order():
    assert kmer_profile("ATATAT", 2) == [("AT", 3, 0.6), ("TA", 2, 0.4)]


def test_n_is_skipped_but_counted():
    assert kmer_profile("ACNAC", 2, 1) == [("AC", 2, 0.5)]


def test_short_sequence():
    assert kmer_profile("AC", 3) == []


def test_bad_k():
    with pytest.raises(ValueError):
        kmer_profile("ACGT", 0)
