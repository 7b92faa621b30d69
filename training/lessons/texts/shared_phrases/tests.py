import pytest
from work import shared_passages


def test_finds_passage():
    found, share = shared_passages("He said: to be or not, right?", "To be or not to be", 3)
    assert found == [("to be or", 2, 0)]
    assert share == 42.9


def test_first_position_in_source():
    assert shared_passages("x a b", "a b c a b", 2)[0] == [("a b", 1, 0)]


def test_passages_do_not_overlap():
    found, share = shared_passages("a a a a a", "a a a", 2)
    assert [i for _, i, _ in found] == [0, 2]
    assert share == 80.0


def test_empty_texts():
    assert shared_passages("", "some text") == ([], 0.0)
    assert shared_passages("some text here now", "") == ([], 0.0)


def test_bad_length():
    with pytest.raises(ValueError):
        shared_passages("a", "b", 0)
