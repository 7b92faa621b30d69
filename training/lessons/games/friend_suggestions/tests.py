import pytest

from work import suggest_friends

NET = {
    "ann": ["bob", "cid"],
    "bob": ["ann", "cid", "dee", "eve"],
    "cid": ["ann", "bob", "dee", "eve", "fay"],
}


def test_mutual_friends():
    assert suggest_friends("ann", NET) == [("dee", 2, 1.0), ("eve", 2, 1.0)]


def test_limit():
    assert suggest_friends("ann", NET, limit=1) == [("dee", 2, 1.0)]


def test_no_friends():
    assert suggest_friends("zed", {"zed": []}) == []


def test_unknown():
    with pytest.raises(KeyError):
        suggest_friends("nobody", NET)
