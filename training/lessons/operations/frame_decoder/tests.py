import pytest

from work import decode_capture


def frame(kind, payload):
    return bytes([kind]) + len(payload).to_bytes(2, "big") + payload


def test_two_frames():
    data = frame(1, b"cpu=3") + frame(3, b"reboot")
    assert decode_capture(data) == ([("gauge", "cpu=3"), ("event", "reboot")], 0, 0)


def test_cut_off_frame():
    data = frame(2, b"n=1") + frame(2, b"n=22")[:-1]
    assert decode_capture(data) == ([("counter", "n=1")], 0, 6)


def test_unreadable_payload_is_counted():
    assert decode_capture(frame(1, b"\xff") + frame(1, b"")) == ([("gauge", "")], 1, 0)


def test_unknown_type():
    with pytest.raises(ValueError, match="type 9 after 1 messages"):
        decode_capture(frame(1, b"a") + frame(9, b"b"))


def test_empty():
    assert decode_capture(b"") == ([], 0, 0)
