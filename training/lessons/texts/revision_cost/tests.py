from work import compare_phrases, word_cost


def test_same_phrase():
    assert compare_phrases("a fine day", "a fine day")["cost"] == 0


def test_case_change_is_cheap():
    assert compare_phrases("the Times", "The Times") == {"cost": 1, "similarity": 0.875, "words": (2, 2)}


def test_insert_and_substitute():
    assert compare_phrases("red car", "red old car")["cost"] == 2
    assert compare_phrases("red car", "red bus")["cost"] == 3


def test_empty():
    assert compare_phrases("", " ")["similarity"] == 1.0
    assert compare_phrases("", "two words") == {"cost": 4, "similarity": 0.0, "words": (0, 2)}


def test_word_cost():
    assert word_cost("a", "b") == 3
