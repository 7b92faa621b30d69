TARGET = "build_manifest"
SIZES = (8, 60, 2500)
FAULT = "For every order the list of customers is scanned from the front for the customer with that number."
CURE = "Build a dict from customer number to the first customer with it once before the loop over the orders."


def make(rng, size):
    from work import Customer, Order
    zones = ["north", "east", "south", "west", "centre"]
    customers = [
        Customer(f"K{rng.randrange(size * 2):05d}", f"Shop {i}", rng.choice(zones), rng.random() < 0.05)
        for i in range(size)
    ]
    orders = []
    for i in range(size):
        number = rng.choice(customers).number if rng.random() < 0.9 else f"X{i}"
        orders.append(Order(f"o{i}", number, rng.choice([0, 1, 2, 3, 5, 12, 41]), round(rng.uniform(0.2, 30), 2)))
    return orders, customers
