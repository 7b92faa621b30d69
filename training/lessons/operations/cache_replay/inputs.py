TARGET = "CacheSimulator.replay"
SIZES = (15, 150, 9000)
FAULT = "For every request the list of recent keys is scanned by `in`, scanned again by remove, and shifted by pop(0)."
CURE = "Keep the recent keys in an OrderedDict with move_to_end and popitem(last=False)."


def make(rng, size):
    universe = max(4, size // 5)
    keys = []
    for _ in range(size):
        n = rng.randrange(universe) if rng.random() < 0.6 else int(rng.paretovariate(1)) % universe
        keys.append(f"obj/{n:05d}.bin")
    capacity = rng.choice([1, 2, 4]) if size < 50 else size // 12
    return (capacity, [f"obj/{rng.randrange(universe):05d}.bin"]), (keys,)
