TARGET = "baseline_track"
SIZES = (12, 200, 2000)
FAULT = "For every reading the whole history is sorted again to take its median."
CURE = "Keep the history sorted by inserting each reading with bisect.insort and take the median from it directly."


def make(rng, size):
    values = []
    for _ in range(size):
        roll = rng.random()
        if roll < 0.03:
            values.append(rng.choice([None, float("nan"), float("inf")]))
        elif roll < 0.3:
            values.append(round(rng.gauss(101.3, 0.5), 1))
        else:
            values.append(rng.gauss(101.3, 0.8))
    return values, rng.choice([1, 3, 10])
