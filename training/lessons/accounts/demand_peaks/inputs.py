TARGET = "demand_report"
SIZES = (10, 90, 12000)
FAULT = "For each day the sum of the trailing window is computed anew from a slice of the list."
CURE = "Carry the (integer) sum along: add the new day and subtract the day that leaves the window."


def make(rng, size):
    base = rng.randrange(1, 60)
    units = [max(0, base + rng.randrange(-base, base + 1)) if rng.random() < 0.9 else 0 for _ in range(size)]
    window = rng.choice([1, 2, 7, 28]) if size < 1000 else 1095
    return units, window, rng.choice([1, 3, 10])
