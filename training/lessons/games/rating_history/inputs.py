from datetime import date, timedelta

TARGET = "RatingHistory.performance"
SIZES = (5, 60, 2400)
FAULT = "For every game the changes are walked from the first one up to the day of the game."
CURE = "Take out the days of the sorted changes once and find the last one up to the game's day with bisect_right."


def make(rng, size):
    start = date(2004, 1, 1)
    span = size * 2 + 10
    changes = [(start + timedelta(days=rng.randrange(10, span)), rng.randint(1000, 2400)) for _ in range(rng.randint(size // 2, size))]
    if size > 1000:
        changes = [(start + timedelta(days=rng.randrange(10, span)), rng.randint(1000, 2400)) for _ in range(size)]
    games = [(start + timedelta(days=rng.randrange(span + 10)), rng.randint(1000, 2400), rng.choice([0, 0.5, 1])) for _ in range(size)]
    return ("Eva", changes), (games,)
