TARGET = "linked_groups"
SIZES = (8, 70, 2000)
FAULT = "For each account all transfers are searched for its partners, and for each group again to sum up what was moved."
CURE = "Build the lists of partners and the sums sent per account once from the transfers."


def make(rng, size):
    from work import Transfer
    accounts = [f"IBAN{n:05d}" for n in range(size + 3)]
    transfers = []
    for _ in range(size):
        a, b = rng.choice(accounts), rng.choice(accounts)
        if transfers and rng.random() < 0.1:
            b = transfers[-1].source
        transfers.append(Transfer(a, b, rng.choice([100, 100, rng.randrange(1, 100000)])))
    return transfers, rng.choice([1, 2, 3, 5])
