TARGET = "spike_report"
SIZES = (12, 120, 9000)
FAULT = "For every sample the preceding window is sliced out and its maximum is computed from scratch."
CURE = "Keep a deque of indices with falling values while moving on, whose first element is the peak of the window."


def make(rng, size):
    level = 60
    samples = []
    for _ in range(size):
        level = max(0, min(400, level + rng.randrange(-6, 7)))
        value = level
        if rng.random() < 0.01:
            value = level * rng.randrange(2, 6)
        elif rng.random() < 0.03:
            value = rng.randrange(6)
        samples.append(value)
    return samples, rng.choice([1, 3, 5]) if size < 100 else size // 6
