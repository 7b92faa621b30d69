TARGET = "merge_streams"
SIZES = (4, 20, 200)
FAULT = "For every entry the heads of all streams are compared again to find the earliest one."
CURE = "Keep the heads of the streams in a heap ordered by time and position of the container."


def make(rng, size):
    streams = {}
    names = [f"{rng.choice(['web', 'db', 'job', 'mq'])}-{i}" for i in range(size)]
    for name in names:
        at = 1000
        entries = []
        for _ in range(rng.randrange(0, 90)):
            at += rng.choice([0, 0, 1, 1, 2, 5])
            if rng.random() < 0.02:
                at -= 3  # clocks get adjusted
            entries.append((at, rng.choice(["ping", "ping", "GET /", "slow query\n", "gc done"])))
        streams[name] = entries
    return streams, rng.choice([0, 8])
