TARGET = "duplicate_vendors"
SIZES = (6, 40, 300)
FAULT = "The key of both names is derived by cleaning, splitting and sorting again for each pair of vendors."
CURE = "Derive the key of each vendor's name once before the loops."


def make(rng, size):
    words = ["meyer", "sons", "wood", "works", "north", "trade", "paper", "bros", "metal", "food"]
    vendors = []
    for n in range(size):
        parts = rng.sample(words, rng.randrange(1, 4)) + rng.choice([[], ["GmbH"], ["Ltd."], ["& Co. KG"]])
        if rng.random() < 0.3 and vendors:
            parts = vendors[rng.randrange(len(vendors))]["name"].upper().split()
            rng.shuffle(parts)
        name = rng.choice([" ", " ", "-", ", "]).join(parts)
        if size > 100:
            name += f" {n // 3}"
        vendors.append({
            "id": 700 + n,
            "name": name,
            "country": rng.choice(["DE", "DE", "DE", "AT"]),
            "iban": rng.choice(["", "", f"DE{rng.randrange(size * 3):06d}"]),
            "blocked": rng.random() < 0.1,
        })
    return vendors, rng.random() < 0.8
