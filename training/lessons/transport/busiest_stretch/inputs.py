TARGET = "busiest_stretch"
SIZES = (10, 100, 9000)
FAULT = "For every start the whole window is sliced out of the counts and summed up anew."
CURE = "Carry the sum from window to window by adding the slot that enters and subtracting the one that leaves."


def make(rng, size):
    counts = [rng.choice([0, 0, 3, 12, 30, 55, 80, 140]) for _ in range(size)]
    return counts, max(1, size // 6 + rng.randrange(-1, 2))
