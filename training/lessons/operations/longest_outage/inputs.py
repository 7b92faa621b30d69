TARGET = "worst_outage"
SIZES = (12, 120, 6000)
FAULT = "For every failed check the rest of its run is walked to the end again, also when the check lies inside a run already measured."
CURE = "Skip failed checks whose predecessor failed too, so that each run is measured only from its start."


def make(rng, size):
    from work import Check

    checks = []
    at = 0
    while len(checks) < size:
        bad = rng.random() < 0.5
        longest = max(3, size // 5) if bad else max(4, size // 12)
        for _ in range(rng.randrange(1, longest)):
            at += 60
            status = rng.choice([0, 500, 502, 503]) if bad else rng.choice([200, 200, 301, 404])
            checks.append(Check(at, status, "eu" if rng.random() < 0.9 else "us"))
    return checks[:size], rng.choice([None, "eu", "us"]) if size < 1000 else "eu"
