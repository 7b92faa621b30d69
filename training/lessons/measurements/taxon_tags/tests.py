from work import normalise, tag_notes


def test_normalise():
    assert normalise("  a\n b ") == "a b"


def test_hits_and_totals():
    tagged, totals = tag_notes(["Two robins, one Robin.", "a wren"], ["robin", "wren"])
    assert tagged == [[("robin", 2)], [("wren", 1)]]
    assert totals == {"robin": 2, "wren": 1}


def test_word_borders_and_special_characters():
    tagged, _ = tag_notes(["robinson saw Carex sp. 2 there"], ["robin", "Carex sp. 2", "ox"])
    assert tagged == [[("Carex sp. 2", 1)]]


def test_unidentified():
    assert tag_notes(["mist"], ["wren"])[0] == [[("unidentified", 0)]]
    assert tag_notes([], ["wren"]) == ([], {})
