TARGET = "DetectorRecord.worst_stretch"
SIZES = (10, 300, 1600)
FAULT = "From every sample inside a saturated stretch the rest of the stretch is walked through again."
CURE = "Skip samples whose predecessor is saturated too, since a longer stretch began before them."


def make(rng, size):
    samples = []
    while len(samples) < size:
        if rng.random() < 0.5:
            n = rng.choice([1, 2, size // 6, size // 3, size // 3])
            samples.extend(rng.choice([4000, 4000, 4000.5, 4095]) for _ in range(n))
        else:
            samples.extend(rng.randrange(0, 3999) for _ in range(rng.randint(1, 6)))
    return ("PMT-%d" % rng.randrange(9), samples[:size], 4000.0), (rng.choice([3, 50]),)
