TARGET = "roll_up"
SIZES = (8, 60, 800)
FAULT = "For every item all items are searched for those whose code lies below it."
CURE = "Go through the items once and add the hours of each to the totals of its own code and of all codes above it."


def make(rng, size):
    from work import Item
    codes = ["1", "2", "10"]
    while len(codes) < size:
        parent = rng.choice(codes)
        if rng.random() < 0.1 or parent.count(".") > 5:
            codes.append(str(rng.randint(1, 30)))
        else:
            codes.append(f"{parent}.{rng.randint(1, 12)}")
    if rng.random() < 0.5:
        rng.shuffle(codes)
    return ([Item(code, f"task {i}", rng.choice([0, 2, 8, 40]), rng.choice([0, 1, 8, 30])) for i, code in enumerate(codes)],)
