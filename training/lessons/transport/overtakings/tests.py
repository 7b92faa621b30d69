import pytest
from work import Passage, overtakings


def test_one_overtaking():
    fleet = [Passage("Anna", 0, 9), Passage("Berta", 1, 8), Passage("Clara", 2, 8)]
    assert overtakings(fleet) == ({"Anna": 2, "Berta": 0, "Clara": 0}, 2, "Anna")


def test_two_passages_of_one_barge():
    fleet = [Passage("Anna", 0, 9), Passage("Berta", 1, 2), Passage("Anna", 3, 9), Passage("Clara", 4, 5)]
    assert overtakings(fleet)[0] == {"Anna": 3, "Berta": 0, "Clara": 0}


def test_empty():
    assert overtakings([]) == ({}, 0, None)


def test_wrong_times():
    with pytest.raises(ValueError, match="Anna"):
        overtakings([Passage("Anna", 5, 4)])
