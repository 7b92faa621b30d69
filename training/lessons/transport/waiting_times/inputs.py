TARGET = "waiting_times"
SIZES = (6, 60, 3000)
FAULT = "For every arriving car the sorted sailings are walked from the first one to find the next departure."
CURE = "Find the next sailing in the sorted list by bisect_left."


def make(rng, size):
    span = max(120, size)
    departures = [rng.randrange(0, span) for _ in range(size)]
    arrivals = [rng.randrange(0, span + 20) for _ in range(size)]
    if rng.random() < 0.03:
        arrivals[-1] = -5
    return departures, arrivals
