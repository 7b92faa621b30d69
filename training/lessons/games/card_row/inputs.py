TARGET = "solve_row"
SIZES = (4, 9, 17)
FAULT = "margin() is worked out again and again for the same left and right, since both ways of taking cards lead to the same remaining row."
CURE = "Remember the results of margin() per (left, right), with lru_cache on the nested function."


def make(rng, size):
    length = rng.randint(0, size) if size < 10 else size
    return ([rng.choice([1, 2, 2, 3, 5, 8, 10, rng.randint(-4, 30)]) for _ in range(length)],)
