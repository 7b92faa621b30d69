TARGET = "fill_gaps"
SIZES = (12, 120, 6000)
FAULT = "For every missing minute the loop walks back over the whole gap again to the last value."
CURE = "Remember the position of the last value while going forward."


def make(rng, size):
    values = []
    while len(values) < size:
        values.extend(rng.choice([rng.randrange(100), 0, 2.5]) for _ in range(rng.randrange(1, max(3, size // 10))))
        values.extend([None] * rng.randrange(0, max(3, size // 2)))
    if rng.random() < 0.3:
        values = [None] * rng.randrange(1, 4) + values
    return values[:size], rng.choice([None, 2, 15])
