"""'Watch next' row of the film club's site."""

GENRE_BONUS = 0.5


def watch_next(films, profile, count):
    """The films this member should see next, as (title, score) pairs, best first.

    films: list of dicts with title, rating, genres, seats
    profile: dict with the member's liked genres and the titles seen
    """
    if count < 1:
        return []
    liked = profile.get("genres", [])
    seen = set(profile.get("seen", []))
    rated = []
    for film in films:
        if film["title"] in seen or film["seats"] <= 0:
            continue
        matches = sum(1 for genre in film["genres"] if genre in liked)
        rated.append((film["title"], round(film["rating"] + GENRE_BONUS * matches, 1)))

    row = []
    while rated and len(row) < count:
        best = max(rated, key=lambda item: item[1])
        row.append(best)
        rated.remove(best)
    return row
