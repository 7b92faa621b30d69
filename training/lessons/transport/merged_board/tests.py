from work import merged_board, show


def test_show():
    assert show(605) == "10:05"


def test_merging():
    rows, doubles = merged_board([[(60, "7", "Zoo"), (90, "7", "Zoo")], [(60, "12", "Port"), (70, "12", "Port")]])
    assert rows == ["01:00    7 Zoo", "01:00   12 Port", "01:10   12 Port", "01:30    7 Zoo"]
    assert doubles == 0


def test_doubles_and_limits():
    boards = [[(10, "1", "A"), (20, "1", "A")], [(20, "1", "A (via B)")]]
    assert merged_board(boards, begin=15) == (["00:20    1 A"], 1)


def test_empty():
    assert merged_board([]) == ([], 0)
    assert merged_board([[], []]) == ([], 0)
