TARGET = "LatencyTracker.feed"
SIZES = (10, 120, 1500)
FAULT = "After every reading all samples so far are sorted again to find the median."
CURE = "Sort the samples once before the loop and insert each new value into the ordered list with insort."


def make(rng, size):
    readings = [round(rng.lognormvariate(4, 0.7), rng.choice([0, 1, 2])) if rng.random() < 0.7 else rng.randrange(20, 200) for _ in range(size)]
    if size < 20 and rng.random() < 0.15:
        readings[rng.randrange(size)] = -1
    return ("upstream-" + rng.choice("abc"), rng.choice([40, 60, 90])), (readings,)
