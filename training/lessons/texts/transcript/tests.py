from work import Row, clock, script


def test_speaker_is_carried_on():
    rows = [Row(0, "Kim", "Hello  all."), Row(4, "", "Welcome."), Row(65, " Lee ", "Hi!"), Row(70, "", "Thanks.")]
    lines, words = script(rows)
    assert lines == ["[00:00] KIM: Hello all.", "[00:04] Welcome.", "[01:05] LEE: Hi!", "[01:10] Thanks."]
    assert words == {"Kim": 3, "Lee": 2}


def test_unknown_at_the_start():
    assert script([Row(1, "", "Is this on?")], unknown="?") == (["[00:01] ?: Is this on?"], {"?": 3})


def test_speaker_of_an_empty_row_counts():
    lines, words = script([Row(0, "Kim", " "), Row(1, "", "So")])
    assert lines == ["[00:01] KIM: So"]
    assert words == {"Kim": 1}


def test_empty():
    assert script([]) == ([], {})


def test_clock():
    assert clock(3605) == "60:05"
