from work import ChatFilter


def test_masks_whole_words_only():
    chat = ChatFilter(["darn"])
    assert chat.screen([("ann", "Darn it, darned thing")]) == ["**** it, darned thing"]
    assert chat.offences == {"ann": 1}


def test_counts_per_user():
    chat = ChatFilter(["darn", "heck "])
    chat.screen([("ann", "heck"), ("bob", "darn heck"), ("ann", "fine")])
    assert chat.offences == {"ann": 1, "bob": 2}
    assert chat.worst() == "bob"


def test_special_signs():
    assert ChatFilter(["a.b"], "#").screen([("x", "a.b axb")]) == ["### axb"]


def test_nothing():
    chat = ChatFilter([""])
    assert chat.screen([("x", "hello")]) == ["hello"]
    assert chat.worst() is None
