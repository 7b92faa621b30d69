from work import Payment, VelocityRule


def test_too_many():
    rule = VelocityRule(window=100, max_count=2)
    payments = [Payment(n, "c", n * 10, 5) for n in range(4)]
    assert rule.flagged(payments) == [(2, "3 payments in 100 s"), (3, "4 payments in 100 s")]


def test_too_much():
    rule = VelocityRule(window=100, max_cents=1000)
    assert rule.flagged([Payment(1, "c", 0, 600), Payment(2, "c", 99, 600)]) == [(2, "12.00 in 100 s")]


def test_window_is_over():
    rule = VelocityRule(window=100, max_cents=1000)
    assert rule.flagged([Payment(1, "c", 0, 600), Payment(2, "c", 100, 600)]) == []


def test_cards_are_separate_and_input_may_be_unordered():
    rule = VelocityRule(window=100, max_count=1)
    payments = [Payment(1, "b", 50, 1), Payment(2, "a", 40, 1), Payment(3, "a", 0, 1)]
    assert rule.flagged(payments) == [(2, "2 payments in 100 s")]


def test_nothing():
    assert VelocityRule().flagged([]) == []
