import pytest
from work import build_order


def test_embedded_pages_first():
    pages = {"index": ["news", "logo.png"], "news": ["teaser"], "teaser": [], "about": []}
    assert build_order(pages) == {"order": ["teaser", "news", "index", "about"], "external": ["logo.png"]}


def test_given_order_is_kept():
    assert build_order({"b": [], "a": [], "c": ["a", "a"]})["order"] == ["b", "a", "c"]


def test_circle():
    with pytest.raises(ValueError, match="each other: a, b, d$"):
        build_order({"a": ["b"], "c": [], "b": ["a", "c"], "d": ["a"]})


def test_page_embedding_itself():
    with pytest.raises(ValueError, match="me"):
        build_order({"me": ["me"]})


def test_no_pages():
    assert build_order({}) == {"order": [], "external": []}
