TARGET = "DockGate.admit"
SIZES = (10, 80, 5000)
FAULT = "On every arrival the whole list of recent entries is filtered and built anew although only a few at its front can have expired."
CURE = "Since the entries are in order of time, delete just the expired ones at the front, found by bisect_right."


def make(rng, size):
    arrivals = []
    minute = 0
    for i in range(size):
        minute += rng.choice([0, 0, 1, 1, 2, 5])
        arrivals.append((minute, f"T{i}"))
    if rng.random() < 0.1 and size < 1000:
        arrivals[size // 2] = (0, "early")
    if size < 1000:
        return (rng.randint(1, 6), rng.choice([1, 5, 12, 30])), (arrivals,)
    return (900, 1440), (arrivals,)
