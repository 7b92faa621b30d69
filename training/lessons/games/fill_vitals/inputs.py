TARGET = "fill_gaps"
SIZES = (8, 80, 6000)
FAULT = "For every missing value the readings are searched backwards through the whole gap for the last measured one."
CURE = "Remember the index of the last measured reading while going forward."


def make(rng, size):
    from work import Reading
    readings, minute, gap = [], 0, 0
    longest = 6 if size < 1000 else 1500
    for _ in range(size):
        minute += rng.choice([1, 1, 1, 2, 5])
        if gap == 0 and rng.random() < 0.3:
            gap = rng.randint(1, longest)
        if gap > 0:
            gap -= 1
            readings.append(Reading(minute, None))
        else:
            readings.append(Reading(minute, rng.choice([0.0, 36.5, 37.1, float(rng.randint(40, 130))])))
    return readings, rng.choice([0, 2, 10, 600])
