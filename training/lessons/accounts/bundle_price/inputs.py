TARGET = "cheapest_basket"
SIZES = (6, 14, 22)
FAULT = "The inner recursion best works out the same number of open tickets again for each sequence of offers that leads to it."
CURE = "Remember the result of best for each number of open tickets in a dict that lives for one call."


def make(rng, size):
    from work import Offer
    offers = []
    if size > 20 or rng.random() < 0.7:
        offers.append(Offer("single", 1, rng.randrange(180, 320)))
    pool = [2, 4, 5, 7, 10] if size > 20 else [2, 3, 4, 5, 7, 10]
    for pieces in pool:
        if size > 20 or rng.random() < 0.7:
            label = rng.choice(["bundle", "pack", "group"]) if size > 20 else rng.choice(["bundle", "pack", "day pack", "group"])
            offers.append(Offer(f"{label} {pieces}", pieces, pieces * rng.choice([150, 180, 180, 200])))
    rng.shuffle(offers)
    count = size if size > 20 else rng.randrange(0, size + 1)
    return count, offers, rng.random() < 0.5
