TARGET = "production_batches"
SIZES = (6, 40, 1500)
FAULT = "The names of the products that are already produced are kept in a list, which is searched for every part of every waiting product."
CURE = "Keep the produced names in a set."


def make(rng, size):
    from work import Product
    products = []
    for n in range(size):
        if size > 1000:
            parts = [products[rng.randrange(max(0, n - 400), n)].name for _ in range(3)] if n > 5 else []
        else:
            parts = [products[rng.randrange(n)].name for _ in range(rng.randrange(4))] if n else []
        parts += rng.choice([[], ["screw"], ["glue", "paint"]])
        rng.shuffle(parts)
        products.append(Product(f"P{n:04d}", parts, rng.randrange(1, 9)))
    if size < 1000 and rng.random() < 0.25:
        rng.choice(products).parts.append(rng.choice(products).name)
    rng.shuffle(products)
    return (products,)
