from work import Commission, Seller, commissions


def test_pot_goes_to_sellers_above_average():
    got = commissions([Seller("a", 3000.0), Seller("b", 1000.0)])
    assert got == [Commission("a", 120.0, 3750.0, "top seller"), Commission("b", 40.0, 0.0, "")]


def test_trainee():
    got = commissions([Seller("a", 3000.0, trainee=True), Seller("b", 1000.0)])
    assert [c.bonus for c in got] == [0.0, 0.0]
    assert got[0].amount == 60.0


def test_returns():
    got = commissions([Seller("a", 100.0, 250.0)])
    assert got == [Commission("a", 0.0, 0.0, "check returns")]


def test_equal_sellers_keep_their_order():
    got = commissions([Seller("a", 10.0), Seller("b", 10.0)])
    assert [c.name for c in got] == ["a", "b"]


def test_no_team():
    assert commissions([]) == []
