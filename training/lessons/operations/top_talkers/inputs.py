TARGET = "top_talkers"
SIZES = (10, 100, 6000)
FAULT = "For every rank the maximum of all remaining senders is searched again and then removed."
CURE = "Get the senders in descending order once with heapq.nlargest, which keeps the order of equal ones."


def make(rng, size):
    from work import Flow

    hosts = [f"10.{rng.randrange(4)}.{rng.randrange(256)}.{rng.randrange(256)}" for _ in range(size)]
    flows = []
    for _ in range(size * 2):
        packets = rng.choice([0, 1, 1, 2, rng.randrange(1, 500)])
        flows.append(Flow(rng.choice(hosts), rng.choice(hosts[:20]), packets * rng.choice([64, 64, 576, 1500]), packets))
    limit = rng.choice([0, 1, 3, 10, 200]) if size < 1000 else 600
    return flows, limit, tuple(rng.sample(hosts, 2))
