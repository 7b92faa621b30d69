from work import solve_row


def test_no_cards():
    assert solve_row([]) == {"picks": [], "totals": [0, 0], "winner": None}


def test_single():
    assert solve_row([7]) == {"picks": ["L7"], "totals": [7, 0], "winner": 0}


def test_greedy_is_wrong():
    # taking the 10 would give the 50 away
    report = solve_row([5, 50, 10, 3])
    assert report["totals"] == [53, 15]
    assert report["picks"][0] == "R3"


def test_draw():
    assert solve_row([4, 4])["winner"] is None
