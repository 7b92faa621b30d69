from datetime import date

from work import longest_streaks


def entries(author, *days, words=60):
    return [(author, date(2024, 5, d), words) for d in days]


def test_longest_run():
    table = longest_streaks(entries("ann", 1, 2, 4, 5, 6) + entries("bob", 3))
    assert table == [
        {"author": "ann", "days": 3, "from": "2024-05-04", "words": 300},
        {"author": "bob", "days": 1, "from": "2024-05-03", "words": 60},
    ]


def test_first_of_equal_runs():
    assert longest_streaks(entries("ann", 8, 9, 2, 3))[0]["from"] == "2024-05-02"


def test_words_of_a_day_add_up():
    two_parts = entries("cy", 1, words=30) + entries("cy", 1, words=20)
    assert longest_streaks(two_parts)[0]["days"] == 1


def test_too_few_words():
    assert longest_streaks(entries("cy", 1, words=10)) == [{"author": "cy", "days": 0, "from": "", "words": 10}]


def test_nobody():
    assert longest_streaks([]) == []
