from work import money, trial_balance

CHART = [("1", "Assets"), ("10", "Cash"), ("1000", "Till"), ("1010", "Bank"), ("4", "Sales"), ("4000", "Shop")]


def test_groups_sum_their_accounts():
    lines, diff = trial_balance(CHART, [("1000", 500, 0), ("1010", 700, 100), ("4000", 0, 1100)])
    assert lines[0] == "*1 Assets: 12.00 / 1.00 = 11.00"
    assert lines[1] == "*  10 Cash: 12.00 / 1.00 = 11.00"
    assert lines[-1] == "       4000 Shop: 0.00 / 11.00 = -11.00"
    assert diff == 0


def test_unused_accounts_are_left_out():
    lines, diff = trial_balance(CHART, [("1000", 5, 0)])
    assert len(lines) == 3
    assert diff == 5


def test_no_postings():
    assert trial_balance(CHART, []) == ([], 0)


def test_money():
    assert money(-5) == "-0.05"
