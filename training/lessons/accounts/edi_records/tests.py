import pytest

from work import SettlementError, read_settlement


def record(body):
    return f"{len(body):05d}{body}"


def test_payments_and_refunds():
    text = record("PA-17*1250") + record("RA-16 *300") + "\n"
    assert read_settlement(text) == ([("A-17", 1250), ("A-16", -300)], {"P": 1250, "R": -300})


def test_zero_length_ends_the_file():
    payments, totals = read_settlement(record("Px*1") + "00000 trailer")
    assert payments == [("x", 1)]


def test_truncated():
    with pytest.raises(SettlementError, match="record 2: only 3 of 6"):
        read_settlement(record("Px*1") + "00006Py*")


def test_bad_length():
    with pytest.raises(SettlementError, match="bad length '12'"):
        read_settlement("12")
    with pytest.raises(SettlementError):
        read_settlement(record("Pnothing"))


def test_empty():
    assert read_settlement("  ") == ([], {})
