from datetime import date

import pytest

from work import Certificate, expiry_report


def test_expired_and_soon():
    certs = [
        Certificate("b.example", date(2024, 6, 10)),
        Certificate("a.example", date(2024, 5, 30)),
        Certificate("c.example", date(2025, 1, 1)),
    ]
    assert expiry_report(certs, "2024-05-31") == [
        "Certificates as of 31 May 2024",
        "EXPIRED a.example (1 days ago)",
        " 10 days b.example",
    ]


def test_revoked_is_ignored():
    assert expiry_report([Certificate("a", date(2020, 1, 1), True)], "2024-05-31")[1:] == ["nothing to do"]


def test_last_day_counts_as_soon():
    assert expiry_report([Certificate("a", date(2024, 5, 31))], "2024-05-31")[1] == "  0 days a"


def test_bad_date():
    with pytest.raises(ValueError):
        expiry_report([], "31.05.2024")
