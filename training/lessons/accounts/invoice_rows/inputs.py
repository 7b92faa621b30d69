TARGET = "invoice_rows"
SIZES = (8, 60, 4000)
FAULT = "For every order the list of customers is scanned from the start for the customer number."
CURE = "Build a dict from customer number to the first such customer once before the loop over the orders."


def make(rng, size):
    from work import Customer, Order
    customers = []
    for n in range(size):
        number = rng.randrange(1000, 1000 + size * 2)
        country = rng.choice(["DE", "DE", "DE", "AT", "FR", "NL", "PL"])
        vat_id = rng.choice(["", "", f"{country}{rng.randrange(10**8)}"])
        customers.append(Customer(number, f"Customer {n}", country, vat_id))
    orders = []
    for n in range(size):
        if rng.random() < 0.85:
            number = rng.choice(customers).number
        else:
            number = rng.randrange(1000, 1000 + size * 2)
        orders.append(Order(f"O-{n:06d}", number, rng.randrange(0, 500000)))
    return orders, customers
