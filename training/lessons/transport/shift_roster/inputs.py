TARGET = "fill_roster"
SIZES = (8, 60, 4500)
FAULT = "For every assigned shift the whole roster so far is copied into a new dict to add one entry."
CURE = "Set the entry in roster itself, which is the own copy of the function anyway."


def make(rng, size):
    people = [f"p{i}" for i in range(rng.randint(1, 12))]
    shifts = [(day, kind) for day in range(size // 3 + 1) for kind in "DEN"][:size]
    if rng.random() < 0.5:
        shifts.insert(rng.randrange(size), shifts[0])
    fixed = rng.choice([None, {}, {shifts[size // 2]: "chief", (999999, "D"): "p0"}])
    absent = frozenset((rng.choice(people), rng.randrange(size // 3 + 1)) for _ in range(size // 4))
    return shifts, people, fixed, absent
