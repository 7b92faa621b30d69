from work import level_for, timeline


def quest(day, xp, failed=False):
    return {"day": day, "xp": xp, "failed": failed}


def test_level_for():
    assert [level_for(xp) for xp in (0, 99, 100, 300, 10 ** 6)] == [1, 1, 2, 3, 12]


def test_level_up():
    report = timeline([quest(1, 60), quest(2, 60)])
    assert report["lines"] == ["day 1: 60 xp", "day 2: 120 xp, level 2!"]
    assert report["level"] == 2
    assert report["longest_wait"] == 1


def test_failed_and_bonus():
    report = timeline([quest(1, 55, failed=True), quest(3, 15)], bonus_percent=10)
    assert report["lines"] == ["day 1: 0 xp", "day 3: 16 xp"]


def test_no_quests():
    assert timeline([]) == {"lines": [], "level": 1, "longest_wait": 0}
