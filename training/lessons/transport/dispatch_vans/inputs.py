TARGET = "dispatch"
SIZES = (6, 60, 3000)
FAULT = "For every job the free times of all vans are gone through by min to find the one that is free first."
CURE = "Keep (free time, place in the list) of the vans in a heap, take the top and replace it with its new free time."


def make(rng, size):
    jobs = [(360 + rng.randrange(0, 700), rng.choice([5, 10, 20, 30, 45]), f"stop {rng.randrange(size)}") for _ in range(size)]
    vans = [f"V{i}" for i in range(max(1, size // 4))]
    rng.shuffle(vans)
    return jobs, vans
