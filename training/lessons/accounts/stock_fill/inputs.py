TARGET = "stock_curve"
SIZES = (10, 120, 7000)
FAULT = "On each day without a count the list is walked back day by day to the last count."
CURE = "Carry the index of the last count along in the loop."


def make(rng, size):
    rate = rng.choice([0.05, 0.3, 0.8]) if size < 1000 else 0.0006
    counts = [rng.randrange(0, 400) if rng.random() < rate else None for _ in range(size)]
    if size >= 1000:
        counts[size // 50] = 30
    return counts, rng.choice([None, None, 2, 14, 365]), rng.choice([None, None, 0, 50])
