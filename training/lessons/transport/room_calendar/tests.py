from work import RoomCalendar


def test_first_free_room():
    calendar = RoomCalendar(["Oak", "Elm"], [("Oak", 1, 9)])
    answers, refused = calendar.book_all([("ann", 1, 9), ("bob", 1, 10), ("cy", 1, 9)])
    assert answers == [("ann", "Elm"), ("bob", "Oak"), ("cy", "full")]
    assert refused == 1
    assert calendar.taken == [("Oak", 1, 9), ("Elm", 1, 9), ("Oak", 1, 10)]


def test_closed():
    assert RoomCalendar(["Oak"]).book_all([("ann", 1, 18)]) == ([("ann", "closed")], 1)


def test_free_hours():
    calendar = RoomCalendar(["Oak"])
    calendar.book_all([("ann", 2, 8), ("bob", 2, 12)])
    assert calendar.free_hours("Oak", 2) == [9, 10, 11, 13, 14, 15, 16, 17]


def test_no_rooms():
    assert RoomCalendar([]).book_all([("ann", 1, 9)]) == ([("ann", "full")], 1)
