TARGET = "depreciation_schedule"
SIZES = (10, 60, 1000)
FAULT = "The book value of each month is computed by book_value from the purchase on again."
CURE = "Carry the book value along and do only the step of the current month (and stop when the memo value is reached)."


def make(rng, size):
    if size >= 1000:
        return 48_000_000.0, 0.004, size, 1960, {n: float(rng.randrange(1, 40)) for n in range(30, size, 170)}
    writedowns = {rng.randrange(size): rng.choice([10.5, 300.0, 5000.0, -250.0]) for _ in range(rng.randrange(4))}
    cost = rng.choice([1.0, 0.5, 800.0, round(rng.uniform(50, 20000), 2)])
    return cost, rng.choice([0.01, 0.02, 0.25, 1 / 12]), rng.randrange(0, size + 1), 2020, rng.choice([writedowns, None])
