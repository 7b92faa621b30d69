import pytest

from work import unusual_pairs


def test_one_unusual_pair():
    matrix = [
        [0, 100, 1, 1],
        [1, 0, 100, 100],
        [1, 100, 0, 100],
        [1, 100, 100, 0],
    ]
    found, isolated = unusual_pairs(["a", "b", "c", "d"], matrix, factor=2.0)
    assert found[0] == ("a", "b", 100, 1.204)
    assert len(found) == 1
    assert isolated == []


def test_isolated_host():
    assert unusual_pairs(["a", "b"], [[0, 0], [60, 0]], minimum=70) == ([], ["a"])


def test_empty():
    assert unusual_pairs([], []) == ([], [])


def test_wrong_shape():
    with pytest.raises(ValueError):
        unusual_pairs(["a"], [[1, 2]])
