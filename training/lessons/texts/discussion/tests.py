import pytest
from work import Comment, Discussion

COMMENTS = [
    Comment(1, None, "ann", "nice article"),
    Comment(2, 1, "bob", "no it is not"),
    Comment(3, 2, "ann", "why"),
    Comment(4, None, "cy", "first"),
]


def test_branches():
    assert Discussion(COMMENTS).branch_report() == [
        (1, "ann", 7, 3, 1),
        (2, "bob", 5, 2, 1),
        (3, "ann", 1, 1, 0),
        (4, "cy", 1, 1, 0),
    ]


def test_min_words():
    assert [row[0] for row in Discussion(COMMENTS).branch_report(5)] == [1, 2]


def test_reply_to_deleted_comment():
    assert Discussion([Comment(7, 99, "x", "")]).branch_report() == [(7, "x", 0, 1, 0)]


def test_empty():
    assert Discussion([]).branch_report() == []


def test_ids_are_unique():
    with pytest.raises(ValueError):
        Discussion([COMMENTS[0], COMMENTS[0]])
