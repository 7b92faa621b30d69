from work import fifo_cost, weighted_price


def test_oldest_lot_first():
    report = fifo_cost([(10, 100), (10, 120)], [12])
    assert report["costs"] == [10 * 100 + 2 * 120]
    assert report["left"] == [[8, 120]]
    assert report["average"] == 120


def test_short():
    report = fifo_cost([(3, 50)], [2, 2, 1])
    assert report["costs"] == [100, 50, 0]
    assert report["short"] == 2
    assert report["left"] == []


def test_empty_lots_are_ignored():
    assert fifo_cost([(0, 5), (1, 7)], [1])["costs"] == [7]


def test_purchases_are_not_touched():
    purchases = [(5, 10)]
    fifo_cost(purchases, [5])
    assert purchases == [(5, 10)]


def test_weighted_price_of_nothing():
    assert weighted_price(0, 0) == 0
