TARGET = "daily_activity"
SIZES = (8, 60, 12000)
FAULT = "The date of every line, and the constant since for every line again, is parsed by strptime although few different dates occur."
CURE = "Parse each different date text once and keep the result in a local dict."

TEXTS = ["ok", "see you later", "where are you?", "haha", "I will bring the cake: promised", ""]


def make(rng, size):
    from datetime import date, timedelta

    day = date(2024, 1, 1) + timedelta(days=rng.randrange(300))
    lines = []
    for n in range(size):
        if rng.random() < min(0.3, 60 / size):
            day += timedelta(days=rng.randint(1, 3))
        roll = rng.random()
        clock = f"{rng.randrange(24):02d}:{rng.randrange(60):02d}"
        head = f"{day.strftime('%d %B %Y')}, {clock}"
        if roll < 0.05:
            lines.append(rng.choice(["and so on", "a - b", ""]))
        elif roll < 0.08:
            lines.append(f"{head} - Ben left")
        else:
            lines.append(f"{head} - {rng.choice(['Anna', 'Ben', 'Chris'])}: {rng.choice(TEXTS)}")
    return lines, rng.choice([None, "15 May 2024", "01 February 2024"])
