TARGET = "heartbeat_report"
SIZES = (3, 12, 60)
FAULT = "The missed heartbeats of a gap are counted by stepping through it interval by interval."
CURE = "Compute the number of due times in the gap by one integer division."


def make(rng, size):
    start = 1_700_000_000
    interval = rng.choice([5, 10, 15])
    longest = 40 * interval * size * size
    beats = {}
    until = start
    for i in range(size):
        at = start + rng.randrange(30)
        times = []
        for _ in range(rng.randrange(0, 12)):
            times.append(at)
            at += interval + rng.choice([-1, 0, 0, 1, 2, 3])
            if rng.random() < 0.15:
                at += rng.randrange(longest // 10)
        rng.shuffle(times)
        beats[f"{rng.choice(['edge', 'db', 'app'])}{i}"] = times
        until = max(until, at)
    return beats, until - rng.choice([0, 5, 50]), interval, rng.choice([0, 2, 4])
