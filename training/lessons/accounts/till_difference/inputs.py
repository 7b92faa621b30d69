TARGET = "explain_difference"
SIZES = (8, 60, 2500)
FAULT = "For each receipt all later receipts are tried as the partner that completes the difference."
CURE = "Build a dict from amount to the positions of its receipts once and look up difference minus the amount."


def make(rng, size):
    from work import Receipt
    top = max(40, size * 12)
    receipts = []
    for n in range(size):
        cents = rng.randrange(1, top)
        if rng.random() < 0.1:
            cents = -cents
        if receipts and rng.random() < 0.15:
            cents = rng.choice(receipts).cents
        receipts.append(Receipt(20000 + n, cents))
    a, b = rng.choice(receipts), rng.choice(receipts)
    difference = rng.choice([a.cents, a.cents + b.cents, a.cents + b.cents, 2 * a.cents, -2 * a.cents, 0 if size < 100 else 77])
    if size >= 1000:
        difference = a.cents + b.cents + (a.cents + b.cents == 0)
    return receipts, difference
