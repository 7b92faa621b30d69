import pytest

from work import split_messages


def test_two_messages_and_a_rest():
    messages, skipped, rest = split_messages("WL0041.52BT00512,OKTP0109")
    assert messages == [("WL", ["1.52"]), ("BT", ["12", "OK"])]
    assert skipped == {}
    assert rest == "TP0109"


def test_unknown_kind():
    messages, skipped, rest = split_messages("XX002abXX000WL000")
    assert messages == [("WL", [])]
    assert skipped == {"XX": 2}
    assert rest == ""


def test_short_buffer():
    assert split_messages("WL0") == ([], {}, "WL0")


def test_bad_length():
    with pytest.raises(ValueError, match="near 'WLx00'"):
        split_messages("ST001yWLx00")
