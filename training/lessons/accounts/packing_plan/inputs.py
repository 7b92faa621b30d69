TARGET = "packing_plan"
SIZES = (5, 40, 250)
FAULT = "The number of packs of a size is found by subtracting the size from the rest one pack at a time."
CURE = "Compute the number of packs and the rest with divmod."


def make(rng, size):
    top = size * 12000 // 5 if size > 100 else size * 300
    articles = [f"art{n}" for n in range(size // 2 + 1)]
    lines = [(rng.choice(articles), rng.choice([0, 7, rng.randrange(top), rng.randrange(top)])) for _ in range(size)]
    packs = rng.choice([[4, 12, 60], [100, 10, 1], [25, 5, 5, 2], [200, 30, 7]])
    if size > 100:
        packs = [4, 12]
    elif rng.random() < 0.3:
        packs = None
    return lines, packs
