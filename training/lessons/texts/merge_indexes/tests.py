from work import merge_indexes


def test_terms_in_order_with_all_pages():
    one = [("anchor", 3), ("sail", 1), ("sail", 5)]
    two = [("anchor", 12), ("mast", 14)]
    assert merge_indexes([one, two]) == (["anchor, 3, 12", "mast, 14", "sail, 1, 5"], 5)


def test_same_page_only_once():
    assert merge_indexes([[("keel", 2)], [], [("keel", 2)]]) == (["keel, 2"], 1)


def test_stop_terms():
    assert merge_indexes([[("Ship", 1), ("deck", 2)]], ["ship"])[0] == ["deck, 2"]


def test_arguments_are_kept():
    index = [("deck", 2)]
    merge_indexes([index])
    assert index == [("deck", 2)]


def test_nothing():
    assert merge_indexes([]) == ([], 0)
