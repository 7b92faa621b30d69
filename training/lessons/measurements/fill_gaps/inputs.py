TARGET = "fill_gaps"
SIZES = (10, 300, 6000)
FAULT = "For every missing sample the series is walked back through the whole gap to find the last good value."
CURE = "Remember the index of the last good sample while going through the series."


def make(rng, size):
    samples = []
    while len(samples) < size:
        gap = rng.choice([0, 1, 2, size // 4, size // 3])
        samples.extend([None] * gap)
        samples.extend(rng.choice([round(rng.uniform(0, 30), 2), rng.randrange(30)]) for _ in range(rng.randint(1, max(2, size // 20))))
    return samples[:size], rng.choice([0.0, -999])
