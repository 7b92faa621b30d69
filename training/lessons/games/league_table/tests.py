from work import Match, build_standings


def test_no_matches_gives_empty_rows():
    rows = build_standings(["Reds", "Blues"], [])
    assert [r["team"] for r in rows] == ["Blues", "Reds"]
    assert rows[0]["points"] == 0 and rows[0]["form"] == ""


def test_points_and_form():
    games = [Match("Reds", "Blues", 2, 1), Match("Blues", "Reds", 0, 0)]
    rows = build_standings(["Blues", "Reds"], games)
    assert rows[0]["team"] == "Reds"
    assert rows[0]["points"] == 4
    assert rows[0]["form"] == "WD"
    assert rows[1]["ga"] == 2


def test_goal_difference_breaks_ties():
    games = [Match("A", "C", 1, 0), Match("B", "C", 5, 0)]
    assert [r["team"] for r in build_standings(["A", "B", "C"], games)] == ["B", "A", "C"]


def test_team_not_in_the_league_is_ignored():
    rows = build_standings(["A"], [Match("A", "Guests", 0, 3)])
    assert len(rows) == 1 and rows[0]["lost"] == 1
