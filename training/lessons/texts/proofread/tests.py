from work import letter_distance, proofread

LEXICON = ["the", "ship", "shop", "sailed"]


def test_suggestion_is_inserted():
    text, corrections, unsolved = proofread("Tbe ship sailed. Tbe end", LEXICON)
    assert text == "Tbe[?the] ship sailed. Tbe[?the] end"
    assert corrections == {("tbe", "the"): 2}
    assert unsolved == ["end"]


def test_first_of_equal_candidates():
    assert proofread("shxp", LEXICON)[1] == {("shxp", "ship"): 1}


def test_unsolved():
    assert proofread("Quixotic 1912", LEXICON, 1) == ("Quixotic 1912", {}, ["Quixotic"])


def test_distance():
    assert letter_distance("kitten", "sitting") == 3
    assert letter_distance("", "abc") == 3
