TARGET = "merge_price_lists"
SIZES = (8, 80, 3500)
FAULT = "For every row the list of all known article codes is built anew from the merged items and searched."
CURE = "Keep a dict from article code to its position in merged beside the list."


def make(rng, size):
    pool = [f"{rng.choice(['ab', 'CX', 'tq'])} {rng.randrange(size * 2)}" for _ in range(max(3, size // 2))]
    suppliers = rng.randrange(2, 6)
    lists = []
    for s in range(suppliers):
        rows = []
        for _ in range(size // suppliers + 1):
            sku = rng.choice(pool)
            sku = rng.choice([sku, sku.upper(), sku.replace(" ", "-"), " " + sku])
            if rng.random() < 0.03:
                sku = " "
            price = "" if rng.random() < 0.03 else f"{rng.randrange(1, 40)}.{rng.randrange(0, 100, 5):02d}"
            rows.append((sku, rng.choice(["", "Bolt", "Nut", "Washer"]), price))
        lists.append((f"Supplier {s}", rows))
    return (lists,)
