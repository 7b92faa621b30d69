TARGET = "RateLimiter.replay"
SIZES = (12, 150, 9000)
FAULT = "For every request the client's whole history of accepted times is filtered to count those in the window."
CURE = "The accepted times are in ascending order, so get the number of recent ones with bisect_right."


def make(rng, size):
    clients = [f"client-{i}" for i in range(max(2, min(5, size // 5)))]
    weights = [3] + [1] * (len(clients) - 1)
    at = 0.0 if rng.random() < 0.5 else 100
    requests = []
    for _ in range(size):
        at = at + (rng.choice([0, 0, 1, 1, 2]) if rng.random() < 0.7 else rng.choice([0.25, 0.5]))
        requests.append((at, rng.choices(clients, weights)[0]))
    if rng.random() < 0.5:
        rng.shuffle(requests)
    return (rng.choice([3, 5, 8]), rng.choice([5, 10, 20])), (requests,)
