TARGET = "ReactionTest.learning_curve"
SIZES = (8, 80, 2000)
FAULT = "After every trial the whole list of valid times is sorted again to read its middle."
CURE = "Keep the list of times in order by inserting each new time with insort."


def make(rng, size):
    whole = rng.random() < 0.5
    times = []
    for _ in range(size):
        ms = rng.gauss(320, 90)
        if rng.random() < 0.05:
            ms = rng.choice([20, 5000, 100, 3000])
        times.append(round(ms) if whole else round(ms, 1))
    return ("S07", 100, rng.choice([3000, 450])), (times,)
