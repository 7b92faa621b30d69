TARGET = "abundance_table"
SIZES = (10, 200, 9000)
FAULT = "For every record a new dict with all totals so far is built to change one of them."
CURE = "Update the total of the species in the dict in place."


def make(rng, size):
    pool = []
    for i in range(max(3, size // 2)):
        pool.append("%s %s" % (rng.choice(["Poa", "Carex", "Viola", "Salix"]), "sp%d" % i))
    records = []
    for _ in range(size):
        raw = rng.choice(pool)
        roll = rng.random()
        if roll < 0.1:
            raw = raw.upper()
        elif roll < 0.2:
            raw = "  " + raw.replace(" ", "   ")
        elif roll < 0.22:
            raw = "   "
        records.append((rng.randrange(25), raw, rng.choice([0, 1, 1, 2, 3, 12])))
    return records, rng.choice([1, 1, 2])
