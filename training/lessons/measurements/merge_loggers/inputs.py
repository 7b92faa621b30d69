TARGET = "merge_loggers"
SIZES = (12, 200, 8000)
FAULT = "For every sample the heads of all channels are compared to find the earliest, and it is popped off the front of its list."
CURE = "Merge the channels with heapq.merge keyed by the time."


def make(rng, size):
    k = max(3, size // 20)
    channels = []
    for i in range(k):
        t = rng.randrange(50)
        channel = []
        for _ in range(rng.choice([0, size // k, size // k, 2 * size // k])):
            t += rng.choice([0, 10, 10, 60, 60, 900])
            sample = (t, "L%03d" % i, round(rng.gauss(8, 2), 1))
            channel.append(sample)
            if rng.random() < 0.03:
                channel.append(sample)
        channels.append(channel)
    return channels, rng.choice([10, 30, 600])
