from work import keywords, similar_tickets

TICKETS = [
    (101, "acme", "Cannot print invoice 4711"),
    (102, "bolt", "cannot PRINT the invoice!"),
    (103, "acme", "Print invoice: cannot"),
    (104, "cord", "???"),
]


def test_pairs():
    pairs, compared = similar_tickets(TICKETS)
    assert pairs == [(101, 102, 1.0), (102, 103, 1.0)]
    assert compared == 5


def test_share():
    tickets = [(1, "a", "login page broken"), (2, "b", "login page slow today")]
    assert similar_tickets(tickets, 0.3) == ([(1, 2, 0.4)], 1)
    assert similar_tickets(tickets, 0.5) == ([], 1)


def test_keywords():
    assert keywords("See https://x.org/abc: Error 500, error!") == {"error"}


def test_empty():
    assert similar_tickets([]) == ([], 0)
