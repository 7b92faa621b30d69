TARGET = "bestseller_list"
SIZES = (8, 60, 6000)
FAULT = "Every next place is found by max over all remaining articles, which is then removed from the list by a scan."
CURE = "Sort the articles by units in descending order once (the sort is stable as max is) and walk through them."


def make(rng, size):
    skus = [f"{rng.choice(['blue', 'red', 'big', 'old'])}_{rng.choice(['cup', 'lamp', 'pan'])}_{n}" for n in range(max(3, size * 2 // 3))]
    sales = []
    for _ in range(size):
        count = rng.choice([1, 1, 1, 2, 3, 10, -1])
        sales.append((rng.choice(skus), count))
    places = rng.choice([1, 5, 20, 100]) if size < 1000 else 600
    return sales, places, rng.choice([-5, 1, 2] if size < 1000 else [1])
