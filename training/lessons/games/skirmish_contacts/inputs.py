TARGET = "contacts"
SIZES = (6, 50, 1500)
FAULT = "Every unit is compared with all later units of the map, however far away they are."
CURE = "Put the units in a grid of cells as wide as the reach and compare only with units of the nine cells around, in index order."


def make(rng, size):
    from work import Unit
    width = 30 if size < 10 else (100 if size < 1000 else 3000)
    units = []
    for n in range(size):
        units.append(Unit(f"u{n}", rng.choice(["red", "blue", "blue", "green"]), rng.randrange(-width // 2, width), rng.randrange(width)))
    return units, (rng.choice([0, 1, 5, 12, 40]) if size < 1000 else 60)
