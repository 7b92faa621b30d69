TARGET = "segments"
SIZES = (7, 60, 1500)
FAULT = "For every link all groups are looked through for the two switches and the list of groups is built anew."
CURE = "Keep a parent for every switch (union-find) and form the groups once at the end."


def make(rng, size):
    names = [f"{rng.choice(['core', 'agg', 'acc'])}{i}" for i in range(size)]
    lines = []
    for _ in range(size):
        if rng.random() < 0.05:
            lines.append(rng.choice(["# rack moved", "", "# sw1:1 - sw2:1"]))
            continue
        i = rng.randrange(size)
        j = rng.randrange(size) if rng.random() < 0.3 else min(size - 1, i + rng.randrange(0, 4))
        other = names[j] if rng.random() < 0.99 else f"guest{rng.randrange(5)}"
        lines.append(f"{names[i]}:{rng.randrange(48)} - {other}:{rng.randrange(48)}")
    return names, lines
