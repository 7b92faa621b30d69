from datetime import date

from work import RatingHistory


def history():
    return RatingHistory("Eva", [(date(2023, 6, 1), 1500), (date(2022, 1, 1), 1400)])


def test_current():
    assert history().current() == 1500
    assert RatingHistory("New", []).current() == 1200


def test_rating_of_the_day():
    games = [(date(2021, 5, 5), 1200, 1), (date(2022, 1, 1), 1400, 0.5), (date(2024, 1, 1), 1500, 0)]
    report = history().performance(games)
    assert [row[1] for row in report["games"]] == [1200, 1400, 1500]
    assert [row[3] for row in report["games"]] == [0.5, 0.5, 0.5]
    assert report["surplus"] == 0.0


def test_two_changes_on_a_day_last_wins():
    h = RatingHistory("Eva", [(date(2022, 1, 1), 1400), (date(2022, 1, 1), 1410)])
    assert h.performance([(date(2022, 1, 1), 1410, 1)])["games"][0][1] == 1410


def test_no_games():
    assert history().performance([]) == {"player": "Eva", "games": [], "surplus": 0.0}
