TARGET = "CashBook.render"
SIZES = (6, 70, 11000)
FAULT = "Each new line is put in front of the whole text so far, which copies all of it for every booking."
CURE = "Append the lines to a list, reverse it at the end and join it once."


def make(rng, size):
    texts = ["sales", "bank deposit", "float", "stamps and packing material for parcels",
             "cleaning service, paid in cash against receipt no. 17", "returned goods"]
    bookings = []
    day = 0
    for _ in range(size):
        if rng.random() < 0.15:
            day += 1
        date = f"2024-{1 + day // 28 % 12:02d}-{1 + day % 28:02d}"
        bookings.append((date, rng.choice(texts), rng.randrange(-20000, 50000)))
    return ("Cash book " + str(size), bookings), (rng.choice([40, 60, 80]),)
