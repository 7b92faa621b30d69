from work import delayed_trains


def test_delays():
    ticker = ["IC 2013 and S1: +15 min at Mill", "S1 +5min", "S10 +50 min"]
    assert delayed_trains(ticker, ["S1", "IC 2013", "IC 201"]) == ({"IC 2013": 15, "S1": 15}, [])


def test_unclear_lines():
    assert delayed_trains(["lights on", " S1 stopped "], ["S1"]) == ({}, [(2, "S1 stopped")])


def test_longest_name_wins():
    assert delayed_trains(["S1 East +3 min"], ["S1", "S1 East"])[0] == {"S1 East": 3}


def test_no_trains():
    assert delayed_trains(["S1 +3 min"], []) == ({}, [])
