from work import parse_link, segments


def test_parse_link():
    assert parse_link("core1:12 - acc3:1") == ("core1", "acc3")


def test_two_segments():
    assert segments(["a", "b", "c", "d"], ["a:1 - b:1", "c:1 - b:2"]) == ([["a", "b", "c"], ["d"]], 2)


def test_comments_are_ignored():
    assert segments(["a", "b"], ["# a:1 - b:1", ""]) == ([["a"], ["b"]], 0)


def test_switch_only_known_from_link():
    assert segments([], ["x:1 - y:1", "x:2 - x:3"]) == ([["x", "y"]], 2)


def test_nothing():
    assert segments([], []) == ([], 0)
