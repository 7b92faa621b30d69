TARGET = "price_stands"
SIZES = (8, 80, 4000)
FAULT = "For each price the later prices are scanned one by one up to the next lower one, again and again over the same stretch."
CURE = "Keep the prices that are not yet undercut on a stack and close them when a lower price comes."


def make(rng, size):
    history = []
    day = 0
    price = rng.randrange(1000, 3000)
    for _ in range(size):
        day += rng.randrange(1, 6)
        price += rng.choice([0, 2, 3, 5, 8, -4])
        history.append((day, max(1, price)))
    return (history,)
