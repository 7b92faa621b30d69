from work import Explanation, Receipt, explain_difference


def test_missing_receipt():
    assert explain_difference([Receipt(1, 500), Receipt(2, 70)], 70) == [Explanation("missing", (2,))]


def test_wrong_sign():
    assert explain_difference([Receipt(1, -500)], 1000) == [Explanation("sign", (1,))]


def test_pairs_in_order_of_the_receipts():
    receipts = [Receipt(1, 30), Receipt(2, 70), Receipt(3, 50), Receipt(4, 70), Receipt(5, 50)]
    pairs = [e.receipts for e in explain_difference(receipts, 100)]
    assert pairs == [(1, 2), (1, 4), (3, 5)]


def test_no_difference_needs_no_explanation():
    assert explain_difference([Receipt(1, 0), Receipt(2, 0)], 0) == []


def test_nothing_fits():
    assert explain_difference([Receipt(1, 99)], 5) == []
