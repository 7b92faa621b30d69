from work import Item, roll_up

ITEMS = [
    Item("1", "Depot", 0, 0),
    Item("1.1", "Gate", 10, 5),
    Item("1.2", "Yard", 10, 20),
    Item("10", "Testing", 4, 1),
]


def test_rows():
    assert roll_up(ITEMS)[0] == [
        "1 Depot: 25/20 h (125%)",
        "  1.1 Gate: 5/10 h (50%)",
        "  1.2 Yard: 20/10 h (200%)",
        "10 Testing: 1/4 h (25%)",
    ]


def test_overrun():
    assert roll_up(ITEMS)[1] == ["1", "1.2"]


def test_same_code_twice():
    rows, _ = roll_up([Item("3", "a", 1, 1), Item("3", "b", 1, 0)])
    assert rows == ["3 a: 1/2 h (50%)", "3 b: 1/2 h (50%)"]


def test_empty():
    assert roll_up([]) == ([], [])
    assert roll_up([Item("5.1", "x", 0, 0)])[0] == ["  5.1 x: 0/0 h (-)"]
