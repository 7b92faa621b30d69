from work import Shortage, Warehouse


def stock():
    return {
        "cup": {"free": 5, "reserved": 0, "bins": ["A1"]},
        "pan": {"free": 1, "reserved": 2, "bins": []},
    }


def test_reserve():
    w = Warehouse(stock())
    assert w.allocate([("o1", [("cup", 2), ("pan", 1)])]) == (["o1"], [])
    assert w.stock["cup"] == {"free": 3, "reserved": 2, "bins": ["A1"]}
    assert w.stock["pan"]["reserved"] == 3


def test_all_or_nothing():
    w = Warehouse(stock())
    done, shortages = w.allocate([("o1", [("cup", 2), ("pan", 2)]), ("o2", [("cup", 5)])])
    assert done == ["o2"]
    assert shortages == [Shortage("o1", "pan", 1)]


def test_article_in_two_lines():
    w = Warehouse(stock())
    assert w.allocate([("o1", [("cup", 3), ("cup", 3)])])[1] == [Shortage("o1", "cup", 1)]


def test_unknown_article():
    assert Warehouse({}).allocate([("o1", [("x", 1)])])[1] == [Shortage("o1", "x", 1)]


def test_the_given_stock_stays_as_it_is():
    given = stock()
    Warehouse(given).allocate([("o1", [("cup", 1)])])
    assert given == stock()
