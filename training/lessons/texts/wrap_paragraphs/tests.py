import pytest
from work import wrap_chapter


def test_wraps_at_spaces():
    assert wrap_chapter("the quick brown fox", 10) == (["the quick", "brown fox"], 9)


def test_long_word_is_cut():
    lines, longest = wrap_chapter("abcdefghij xyz", 4)
    assert lines == ["abcd", "efgh", "ij", "xyz"]
    assert longest == 4


def test_indent_counts():
    assert wrap_chapter("one  two\nthree", 6, "> ")[0] == ["> one", "> two", "> thre", "> e"]


def test_empty():
    assert wrap_chapter("  \n ") == ([], 0)


def test_no_room():
    with pytest.raises(ValueError):
        wrap_chapter("x", 2, "    ")
