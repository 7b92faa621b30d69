from work import watch_next

FILMS = [
    {"title": "Alpha", "rating": 3.0, "genres": ["drama"], "seats": 5},
    {"title": "Beta", "rating": 3.5, "genres": ["comedy"], "seats": 5},
    {"title": "Gamma", "rating": 4.0, "genres": [], "seats": 0},
    {"title": "Delta", "rating": 3.0, "genres": ["drama"], "seats": 1},
]


def test_liked_genre_lifts():
    row = watch_next(FILMS, {"genres": ["drama"]}, 3)
    assert row == [("Alpha", 3.5), ("Beta", 3.5), ("Delta", 3.5)]


def test_seen_is_left_out():
    assert watch_next(FILMS, {"seen": ["Beta"]}, 1) == [("Alpha", 3.0)]


def test_count():
    assert watch_next(FILMS, {}, 0) == []
    assert len(watch_next(FILMS, {}, 50)) == 3


def test_no_films():
    assert watch_next([], {"genres": ["drama"]}, 4) == []
