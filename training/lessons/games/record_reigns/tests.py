from work import Result, reigns


def test_empty():
    assert reigns([]) == ([], 0, None)


def test_beaten_and_improved():
    rows, unbeaten, longest = reigns([Result(1, "Ann", 50), Result(2, "Bob", 40), Result(4, "Bob", 60)])
    assert rows == ["Ann (50) beaten by Bob after 3", "Bob (40) improved after 2", "Bob (60) unbeaten"]
    assert unbeaten == 1
    assert longest == ("Ann", 3)


def test_equal_points_do_not_beat():
    rows, unbeaten, _ = reigns([Result(1, "Ann", 50), Result(2, "Bob", 50)])
    assert unbeaten == 2
