TARGET = "DwellMonitor.feed"
SIZES = (8, 60, 900)
FAULT = "All samples are sorted anew for every new value, even twice, to read off the median."
CURE = "Sort the samples once at the start and put each new value into its place by insort."


def make(rng, size):
    earlier = [rng.choice([30, 30.0, rng.randint(20, 60), round(rng.uniform(20, 60), 1)]) for _ in range(rng.randrange(0, 8))]
    seconds = [rng.choice([25, 40.0, rng.randint(15, 90), round(rng.uniform(20, 150), 1)]) for _ in range(size)]
    if rng.random() < 0.05 and size < 500:
        seconds[size // 2] = 0
    return (earlier,), (seconds, rng.choice([1.5, 2.0, 3]))
