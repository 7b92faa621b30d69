from work import anagram_sets


def test_groups():
    assert anagram_sets(["stone", "notes", "cat", "onset", "act", "dog"]) == [
        ["stone", "notes", "onset"], ["cat", "act"]]


def test_case_and_signs_do_not_matter():
    assert anagram_sets(["Dormitory", "dirty-room", "!!"]) == [["Dormitory", "dirty-room"]]


def test_repeated_word():
    assert anagram_sets(["cat", "cat"]) == []
    assert anagram_sets(["cat", "cat"], min_size=1) == [["cat"]]


def test_empty():
    assert anagram_sets([]) == []
