TARGET = "Catalogue.quote"
SIZES = (3, 6, 16)
FAULT = "The cost of a kit that is a part of several kits is computed by recursion again for each use."
CURE = "Remember the cost of each kit in a dict that lives for one quote."


def make(rng, size):
    prices = {f"p{n}": rng.randrange(1, 900) for n in range(8)}
    kits = {}
    below = ["p0", "p1"]
    for level in range(size):
        names = [f"k{level}a", f"k{level}b"]
        for name in names:
            parts = [(part, rng.randrange(1, 4)) for part in below]
            if rng.random() < 0.4:
                parts.append((rng.choice(sorted(prices)), rng.randrange(1, 9)))
            rng.shuffle(parts)
            kits[name] = parts
        below = names
    skus = sorted(kits) + sorted(prices)
    if size < 10 and rng.random() < 0.15:
        skus.append("lost")
    wanted = [(rng.choice(skus), rng.randrange(0, 6)) for _ in range(5)]
    wanted.append((below[0], 2))
    return (prices, kits, rng.choice([0, 5, 12])), (wanted, rng.choice([0, 25, 30, 33]))
