import pytest
from work import PhraseCache


def test_hits_and_evictions():
    result = PhraseCache(2, 1).replay(["yes", "no", "yes", "help", "no"])
    assert result == {"hits": 1, "cost": 11, "evicted": 2, "often_evicted": [], "kept": ["help", "no"]}


def test_blank_requests_are_ignored():
    assert PhraseCache(3).replay([" ", "", " ok "])["kept"] == ["ok"]


def test_often_evicted():
    assert PhraseCache(1).replay(list("abab"))["often_evicted"] == ["a"]


def test_capacity():
    with pytest.raises(ValueError):
        PhraseCache(0)
