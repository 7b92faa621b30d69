TARGET = "count_out"
SIZES = (6, 40, 1800)
FAULT = "The circle is turned by beats - 1 single moves of pop(0) and append on a list for each child that leaves."
CURE = "Use a deque and turn it by rotate(-(beats - 1)) before popleft()."


def make(rng, size):
    names = [rng.choice(["Ann", "Bob", "Cid", "Dee"]) + str(rng.randrange(size)) for _ in range(size)]
    beats = rng.randint(1, 60) if size < 1000 else 420
    return names, beats, rng.choice([0, 1, 1, 3])
