import pytest
from work import Hit, concordance


def test_line_and_column():
    hits = concordance("a whale\nthe Whale swam\nwhales", "whale", width=4)
    assert hits == [
        Hit(1, 3, "  a ", "whale", " the"),
        Hit(2, 5, "the ", "Whale", " swa"),
    ]


def test_two_hits_in_one_line():
    assert [(h.line, h.column) for h in concordance("\n\nso so", "so")] == [(3, 1), (3, 4)]


def test_nothing_found():
    assert concordance("some text", "other") == []


def test_empty_term():
    with pytest.raises(ValueError):
        concordance("text", " ")
