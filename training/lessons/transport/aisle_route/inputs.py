TARGET = "picker_route"
SIZES = (3, 8, 90)
FAULT = "For every place that is met the whole route to it so far is copied into a new list in the queue."
CURE = "Remember for each place where it was reached from and build the route once, at the goal, by walking back."


def make(rng, size):
    # aisles of length `size` that are walked in serpentines, with a few shortcuts
    passages = {}

    def join(a, b):
        passages.setdefault(a, []).append(b)
        passages.setdefault(b, []).append(a)

    for aisle in range(size):
        for k in range(size - 1):
            join((aisle, k), (aisle, k + 1))
        if aisle + 1 < size:
            k = size - 1 if aisle % 2 == 0 else 0
            join((aisle, k), (aisle + 1, k))
            if rng.random() < (0.3 if size < 20 else 0.02):
                k = rng.randrange(size)
                join((aisle, k), (aisle + 1, k))
    for neighbours in passages.values():
        rng.shuffle(neighbours)
    blocked = [(rng.randrange(size), rng.randrange(size))] if size < 20 and rng.random() < 0.4 else []
    last = (size - 1, 0 if size % 2 == 0 else size - 1)
    return passages, (0, 0), last, blocked
