TARGET = "latency_table"
SIZES = (10, 120, 6000)
FAULT = "For every endpoint the whole list of samples is filtered again to find the samples of that endpoint."
CURE = "Group the samples by endpoint in a dict of lists in one pass and take each endpoint's list from it."


def make(rng, size):
    from work import Sample

    endpoints = [f"/v{rng.randrange(1, 4)}/{rng.choice(['users', 'orders', 'search', 'invoice'])}/{i}" for i in range(max(2, size // 15))]
    at = 1_700_000_000
    samples = []
    for _ in range(size):
        at += rng.randrange(0, 5)
        samples.append(Sample(at - rng.randrange(3), rng.choice(endpoints), int(rng.lognormvariate(5, 1))))
    return samples, rng.choice([200, 500])
