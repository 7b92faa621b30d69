TARGET = "exposure_sweep"
SIZES = (5, 60, 600)
FAULT = "For every combination the settings with the whole response table are copied deeply although only two top-level entries are changed."
CURE = "Make a shallow copy of the settings for each combination."


def make(rng, size):
    base = {
        "gain": rng.choice([1.0, 1.6, 2.2]),
        "exposure": 1,
        "channel": 0,
        "response": [(round(380 + 0.5 * i, 1), rng.uniform(0.05, 0.9)) for i in range(size)],
        "dark": {"level": 120, "pixels": [rng.randrange(size * 9) for _ in range(size)]},
    }
    if rng.random() < 0.5:
        base["min_counts"] = 300
    exposures = [rng.choice([0.5, 1, 5, 30, 60, 300, 1200]) for _ in range(12)]
    channels = [rng.randrange(size + 1) for _ in range(10)]
    return base, rng.uniform(20, 900), exposures, channels
