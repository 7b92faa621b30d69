from datetime import date, timedelta

import pytest

from statement import Booking, account_statement, euros


@pytest.fixture
def bookings():
    return [
        Booking(date(2024, 3, 1), "Rent", -85000),
        Booking(date(2024, 3, 4), "Salary ACME Corporation Ltd.", 270050),
        Booking(date(2024, 3, 9), "Groceries", -4312),
    ]


def test_euros():
    assert euros(1205) == "12.05"
    assert euros(-7) == "-0.07"


def test_balance_after_each_booking(bookings):
    lines = account_statement("Ada", 100000, bookings).splitlines()
    assert [line.split()[-1] for line in lines[1:]] == ["1000.00", "150.00", "2850.50", "2807.38", "2807.38"]


def test_overdrawn(bookings):
    text = account_statement("Ada", 50000, bookings)
    assert text.splitlines()[2].endswith("-350.00  !")
    assert "overdrawn after 1 of 3 bookings" in text


def test_no_bookings():
    assert account_statement("Ada", 0, []).splitlines()[0] == "Statement for Ada"


def test_a_busy_month():
    days = [date(2024, 1, 1) + timedelta(days=n // 9) for n in range(250)]
    text = account_statement("Shop", 0, [Booking(day, f"Sale {n}", 150 - n) for n, day in enumerate(days)])
    assert len(text.splitlines()) == 253
    assert text.splitlines()[-2].endswith(" 63.75")
