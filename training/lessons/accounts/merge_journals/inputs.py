TARGET = "company_journal"
SIZES = (4, 12, 140)
FAULT = "For each booking the smallest head is searched among the journals of all branches (and the list of journals is rebuilt)."
CURE = "Merge the ordered journals with heapq.merge by date, which also prefers the earlier journal on ties."


def make(rng, size):
    from work import Booking
    journals = []
    for n in range(size):
        dates = sorted(f"2024-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}" for _ in range(rng.randrange(0, 5 + size)))
        if size < 100 and rng.random() < 0.1:
            rng.shuffle(dates)
        journals.append([Booking(d, f"B{n:03d}", rng.choice([1000, 1200, 4400, 8400]), rng.choice([0, rng.randrange(-9000, 9000)])) for d in dates])
    return (journals,)
