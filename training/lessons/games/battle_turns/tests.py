from work import Battle, Fighter


def test_quick_fighter_acts_first():
    report = Battle([Fighter("Ogre", 10), Fighter("Elf", 25)]).play(3)
    assert report["log"] == ["40: Elf acts", "80: Elf acts", "100: Ogre acts"]
    assert report["busiest"] == ["Elf"]


def test_ties_go_to_the_first_fighter():
    report = Battle([Fighter("B", 10), Fighter("A", 10)]).play(2)
    assert report["log"] == ["100: B acts", "100: A acts"]


def test_tired():
    report = Battle([Fighter("A", 10, stamina=1)]).play(2)
    assert report["clock"] == 250


def test_nobody():
    assert Battle([]).play(4) == {"log": [], "clock": 0, "busiest": [], "waiting": 0}


def test_no_turns():
    assert Battle([Fighter("A", 10)]).play(0)["waiting"] == 1
