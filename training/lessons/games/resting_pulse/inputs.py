TARGET = "smooth_pulse"
SIZES = (10, 300, 16000)
FAULT = "For every minute the last `window` readings are sliced out and summed anew."
CURE = "Keep a running total of the ints: add the new reading and subtract the one that leaves the window."


def make(rng, size):
    beats, level = [], 75
    for _ in range(size):
        level = min(150, max(35, level + rng.randint(-4, 4)))
        beats.append(level + rng.randint(-3, 3))
    window = rng.choice([1, 3, 5, size * 2]) if size < 1000 else 720
    return beats, window, rng.choice([90, 100.5]), rng.choice([50, 62.5])
