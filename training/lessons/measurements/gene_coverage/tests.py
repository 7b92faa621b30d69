import pytest

from work import gene_coverage


def test_touching_is_not_overlapping():
    rows, silent = gene_coverage([("g", 10, 20)], [(0, 10), (20, 30)])
    assert rows == []
    assert silent == ["g"]


def test_counts():
    genes = [("a", 0, 100), ("b", 50, 150), ("c", 500, 600)]
    reads = [(0, 10), (90, 120), (40, 160), (7, 7), (140, 141)]
    rows, silent = gene_coverage(genes, reads)
    assert rows == [("a", 3, 30.0), ("b", 3, 30.0)]
    assert silent == ["c"]


def test_min_reads():
    assert gene_coverage([("a", 0, 10)], [(1, 2)], min_reads=2) == ([], ["a"])


def test_bad_gene():
    with pytest.raises(ValueError):
        gene_coverage([("a", 5, 5)], [])
