TARGET = "BillOfMaterials.impact"
SIZES = (8, 60, 3500)
FAULT = "Whether an assembly was met before is searched in the growing list affected, and the queue is a list whose front is popped."
CURE = "Test membership in the dict level, which has the same keys, and use a deque with popleft."


def make(rng, size):
    names = [f"part{i}" for i in range(size)]
    used_in = {}
    for i, name in enumerate(names):
        if i < size * 0.8:
            used_in[name] = [names[min(size - 1, i + rng.randint(1, max(2, size // 20)))] for _ in range(rng.randint(1, 4))]
    if size > 5 and rng.random() < 0.3:
        used_in[names[3]].append(names[0])
    products = set(rng.sample(names, max(1, size // 10)))
    return (used_in, products), (names[0], rng.choice([None, None, 2, 50]) if size < 1000 else None)
