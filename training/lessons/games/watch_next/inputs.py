TARGET = "watch_next"
SIZES = (6, 60, 2500)
FAULT = "For each place in the row the whole list of rated films is searched for the maximum, and then again to remove it."
CURE = "Sort the rated films once by score, descending and stable, and take the first count."

GENRES = ["drama", "comedy", "crime", "anime", "documentary"]


def make(rng, size):
    films = []
    for n in range(size):
        films.append({"title": f"Film {rng.randrange(size * 4)}", "rating": rng.randint(10, 50) / 10,
                      "genres": rng.sample(GENRES, rng.randint(0, 3)), "seats": rng.choice([0, 3, 9, 40, 40])})
    profile = {"genres": rng.sample(GENRES, 2), "seen": [rng.choice(films)["title"] for _ in range(size // 10)]}
    if rng.random() < 0.1:
        profile = {}
    return films, profile, (rng.randint(0, size + 2) if size < 1000 else 500)
