TARGET = "standing_records"
SIZES = (8, 80, 2000)
FAULT = "For every day the following days are scanned forward until one with more plays turns up."
CURE = "Go through the days once with a stack of days not yet beaten and note for each popped day who beat it."


def make(rng, size):
    from work import Day

    days = []
    level = 3 * size
    for n in range(size):
        if rng.random() < 0.05:
            plays = None
        else:
            plays = max(0, level + rng.choice([-3, -1, 0, 0, 1, 4]))
        if rng.random() < 3 / size:
            level += rng.randint(0, size // 4 + 2)
        level -= rng.choice([0, 1, 2, 3])
        level = max(level, 0)
        days.append(Day(f"day {n + 1}", plays))
    return (days,)
