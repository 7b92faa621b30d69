TARGET = "simulate_rollout"
SIZES = (6, 80, 48000)
FAULT = "Each turn takes the next service with queue.pop(0), which shifts all the waiting services by one."
CURE = "Make the queue a deque and take the next service with popleft."


def make(rng, size):
    services = [(f"svc-{i:05d}", rng.choice([0, 1, 1, 2, 3, 4, 6, 9])) for i in range(size)]
    frozen = {f"svc-{rng.randrange(size):05d}" for _ in range(max(1, size // 20))}
    return services, rng.choice([2, 3]), frozen
