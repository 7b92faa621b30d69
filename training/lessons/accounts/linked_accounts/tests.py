from work import Transfer, linked_groups


def test_groups():
    transfers = [Transfer("a", "b", 10), Transfer("x", "y", 5), Transfer("c", "b", 7)]
    assert linked_groups(transfers) == [{"accounts": ["a", "b", "c"], "moved": 17}]


def test_order_by_moved_sum():
    transfers = [Transfer("a", "b", 10), Transfer("x", "y", 50)]
    assert [g["accounts"][0] for g in linked_groups(transfers, 2)] == ["x", "a"]


def test_transfer_to_oneself():
    assert linked_groups([Transfer("a", "a", 3)], 1) == [{"accounts": ["a"], "moved": 3}]
    assert linked_groups([Transfer("a", "a", 3)]) == []


def test_members_in_the_order_of_the_transfers():
    transfers = [Transfer("m", "z", 1), Transfer("q", "m", 1), Transfer("m", "b", 1)]
    assert linked_groups(transfers)[0]["accounts"] == ["m", "z", "q", "b"]


def test_empty():
    assert linked_groups([]) == []
