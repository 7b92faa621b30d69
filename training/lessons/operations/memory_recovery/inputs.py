TARGET = "recovery_times"
SIZES = (10, 100, 4000)
FAULT = "For every reading the later readings are copied and scanned until one has more free memory, which is far while memory leaks away."
CURE = "Keep a stack of the readings without recovery so far and settle those below each new reading when it comes."


def make(rng, size):
    at = 1_700_000_000
    free = start = size * 4 + 200
    readings = []
    for _ in range(size):
        at += rng.choice([30, 60, 60, 60, 90])
        free -= rng.randrange(-1, 6)
        if rng.random() < 1.5 / size:
            free = start - rng.randrange(200)
        free = max(0, free)
        readings.append((at, free))
    if size < 20 and rng.random() < 0.1:
        readings[-1] = (at, -4)
    return readings, rng.choice([200, size * 2])
