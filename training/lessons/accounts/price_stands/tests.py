from work import Stand, price_stands


def test_next_lower_price():
    stands, summary = price_stands([(1, 500), (4, 520), (9, 490)])
    assert stands == [Stand(1, 500, 8, 10), Stand(4, 520, 5, 30), Stand(9, 490, None)]
    assert summary == {"longest": 8, "open": 1, "deepest": 30}


def test_equal_price_does_not_undercut():
    stands, _ = price_stands([(1, 100), (2, 100), (3, 99)])
    assert [s.days for s in stands] == [2, 1, None]


def test_rising_prices():
    _, summary = price_stands([(1, 1), (2, 2), (3, 3)])
    assert summary == {"longest": 0, "open": 3, "deepest": 0}


def test_empty():
    assert price_stands([]) == ([], {"longest": 0, "open": 0, "deepest": 0})
