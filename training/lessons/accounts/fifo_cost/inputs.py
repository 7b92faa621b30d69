TARGET = "fifo_cost"
SIZES = (8, 80, 60000)
FAULT = "Used up lots are removed with pop(0) from the front of a long list, which shifts all other lots each time."
CURE = "Keep the lots in a deque and remove used up ones with popleft."


def make(rng, size):
    purchases = [(rng.randrange(0, 12), rng.randrange(80, 140)) for _ in range(size)]
    bought = sum(q for q, _ in purchases)
    goal = bought * rng.choice([7, 8, 9, 11]) // 10
    if size > 1000:
        goal = bought * 9 // 10
    sales = []
    while goal > 0:
        quantity = rng.randrange(0, 30) + (size > 1000) * 10
        sales.append(quantity)
        goal -= quantity
    return purchases, sales
