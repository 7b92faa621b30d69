TARGET = "VelocityRule.flagged"
SIZES = (8, 70, 3000)
FAULT = "For each payment the whole history of all cards is filtered for recent payments of the same card."
CURE = "Keep a deque of payments for each card and drop those older than the window from its front."


def make(rng, size):
    from work import Payment
    cards = [f"4711-{n:04d}" for n in range(2 + size // 12)]
    payments = []
    time = 0
    for n in range(size):
        time += rng.choice([0, 1, 5, 5, 20, 60])
        payments.append(Payment(n, rng.choice(cards), time, rng.randrange(100, 60000)))
    if rng.random() < 0.6:
        rng.shuffle(payments)
    return (rng.choice([60, 300, 900]), rng.choice([1, 2, 3, 5]), rng.choice([40000, 100000])), (payments,)
