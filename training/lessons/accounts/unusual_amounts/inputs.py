TARGET = "unusual_claims"
SIZES = (12, 80, 2500)
FAULT = "For each claim statistics.median sorts all the amounts so far again."
CURE = "Keep the amounts sorted with insort and read the median from the middle of the list."


def make(rng, size):
    claims = []
    for n in range(size):
        amount = rng.randrange(500, 20000)
        if rng.random() < 0.08:
            amount *= rng.randrange(3, 30)
        if rng.random() < 0.03:
            amount = -amount
        if claims and rng.random() < 0.1:
            amount = rng.choice(claims)[1]
        claims.append((f"C{n}", amount))
    return claims, rng.choice([2, 3, 4, 2.5])
