TARGET = "Ledger.statement"
SIZES = (8, 70, 3000)
FAULT = "The balance after each entry is computed as the sum of all entries from the first one again."
CURE = "Carry the balance along in the loop and add each entry's cents once."

TEXTS = ["card payment", "transfer", "standing order insurance company", "fee", "salary", "refund of shop order"]


def make(rng, size):
    from work import Entry
    entries = []
    for n in range(size):
        day = f"2024-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
        entries.append(Entry(day, rng.choice(TEXTS), rng.choice([-1, 1]) * rng.randrange(0, 90000)))
    if rng.random() < 0.7:
        entries.sort(key=lambda e: e.day)
    first = rng.choice(["2024-01-01", "2024-01-15", "2024-03-01"] if size < 500 else ["2024-01-01"])
    last = rng.choice(["2024-12-31", "2024-11-15"])
    return ("Owner " + str(rng.randrange(100)), rng.randrange(-50000, 200000), entries), (first, last)
