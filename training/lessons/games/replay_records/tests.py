import pytest

from work import ReplayError, read_replay


def test_two_records():
    replay = read_replay("6:ann e26:bob e7")
    assert replay["moves"] == [("ann", "e2"), ("bob", "e7")]
    assert replay["per_player"] == {"ann": 1, "bob": 1}


def test_comment():
    assert read_replay("6:ann e29:# a: bold")["comments"] == {1: ["a: bold"]}


def test_empty():
    assert read_replay("") == {"moves": [], "comments": {}, "per_player": {}}


@pytest.mark.parametrize("text", ["x", "9:ann e2", "3:ann", ":ann", "6:ann e2zz"])
def test_broken(text):
    with pytest.raises(ReplayError):
        read_replay(text)
