import pytest
from work import fingerprint


def test_case_and_spaces_do_not_matter():
    assert fingerprint("Hello, World", 4, 1) == fingerprint("hello world", 4, 1)


def test_single_characters():
    result = fingerprint("aba", span=1, keep_one_in=1)
    assert result == {"length": 3, "prints": {97: 0, 98: 1}, "repeated": 1}


def test_pairs():
    assert fingerprint("ab", 2, 1)["prints"] == {97 * 257 + 98: 0}


def test_short_text():
    assert fingerprint("short") == {"length": 5, "prints": {}, "repeated": 0}


def test_bad_span():
    with pytest.raises(ValueError):
        fingerprint("text", span=0)
