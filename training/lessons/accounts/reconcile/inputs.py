TARGET = "reconcile"
SIZES = (8, 60, 1800)
FAULT = "For each bank line the open entries are scanned for amount and tidied reference, and the match is removed by another scan."
CURE = "Group the entries by (amount, tidied reference) once and take the first one left from the group of the line."


def make(rng, size):
    from work import BankLine, LedgerEntry
    amounts = [rng.randrange(100, 90000) for _ in range(max(3, size // 4))]
    entries = [
        LedgerEntry(n, rng.choice(["R", "00", "Inv "]) + str(rng.randrange(1 + size // 2)), rng.choice(amounts))
        for n in range(size)
    ]
    lines = []
    for n in range(size):
        if rng.random() < 0.7:
            entry = rng.choice(entries)
            reference, cents = entry.reference, entry.cents
        else:
            reference, cents = f"R{rng.randrange(size)}", rng.choice(amounts + [0])
        lines.append(BankLine(n // 5, rng.choice([reference, reference.lower(), reference + " "]), cents))
    return lines, entries
