TARGET = "longest_streaks"
SIZES = (10, 60, 3000)
FAULT = "From every day of a run, and not only from its first day, the rest of the run is walked again."
CURE = "Skip a day whose day before is in the set too, as a run from there was already counted."


def make(rng, size):
    from datetime import date, timedelta

    entries = []
    start = date(2017, 1, 1)
    for author in ["ann", "bob", "cy"]:
        day = start + timedelta(days=rng.randrange(20))
        for _ in range(size // 3):
            if rng.random() < 2 / size + (0.1 if size < 100 else 0):
                day += timedelta(days=rng.randint(1, 3))
            words = rng.randint(50, 900) if rng.random() > 2 / size else rng.randint(0, 60)
            entries.append((author, day, words))
            if rng.random() < 0.05:
                entries.append((author, day, 10))
            day += timedelta(days=1)
    rng.shuffle(entries)
    return entries, rng.choice([50, 50, 20])
