TARGET = "Warehouse.allocate"
SIZES = (6, 40, 400)
FAULT = "For each order the stock of the whole warehouse is deep-copied, although an order touches a few articles only."
CURE = "Deep-copy only the rows of the order's articles and merge them into a new stock dict if the order fits."


def make(rng, size):
    skus = [f"sku{n}" for n in range(size)]
    stock = {}
    for sku in skus:
        stock[sku] = {"free": rng.randrange(0, 30), "reserved": rng.randrange(3), "bins": [rng.choice("ABC") + str(rng.randrange(9)) for _ in range(rng.randrange(3))]}
    orders = []
    for n in range(min(size, 160)):
        lines = []
        for _ in range(rng.randrange(0, 5)):
            sku = rng.choice(skus) if rng.random() < 0.97 else "gone"
            lines.append((sku, rng.randrange(1, 9)))
        if lines and rng.random() < 0.2:
            lines.append((lines[0][0], rng.randrange(1, 9)))
        orders.append((f"O{n}", lines))
    return (stock,), (orders,)
