from work import Booking, company_journal, header


def test_by_date_then_branch():
    a = [Booking("2024-01-01", "A", 1000, 5), Booking("2024-01-03", "A", 1000, 7)]
    b = [Booking("2024-01-01", "B", 1000, 1), Booking("2024-01-02", "B", 2000, 2)]
    title, lines, balances = company_journal([a, [], b])
    assert lines == [
        "000001 2024-01-01 A 1000 5 5",
        "000002 2024-01-01 B 1000 1 6",
        "000003 2024-01-02 B 2000 2 2",
        "000004 2024-01-03 A 1000 7 13",
    ]
    assert balances == {1000: 13, 2000: 2}
    assert title == "journal of 2 branches: A, B"


def test_zero_bookings_get_no_number():
    _, lines, _ = company_journal([[Booking("d", "A", 1, 0), Booking("d", "A", 1, 3)]])
    assert lines == ["000001 d A 1 3 3"]


def test_nothing():
    assert company_journal([]) == ("journal of 0 branches: ", [], {})


def test_header():
    assert header(list("abcd")) == "journal of 4 branches: a, b, c, ..."
