TARGET = "PhraseCache.replay"
SIZES = (12, 120, 6000)
FAULT = "For every request the phrase is searched in the list of recent phrases, once to test and once to remove it."
CURE = "Keep the recent phrases in an OrderedDict with move_to_end and popitem(last=False)."

STEMS = ["Add to basket", "Your order", "Invoice no.", "Thank you", "Delivery on", "Sold out", "Item"]


def make(rng, size):
    capacity = max(2, size // 8)
    phrases = [f"{rng.choice(STEMS)} {n}" for n in range(max(3, size // 4))]
    requests = []
    for _ in range(size):
        roll = rng.random()
        if roll < 0.3:
            phrase = phrases[min(int(rng.expovariate(8 / len(phrases))), len(phrases) - 1)]
        elif roll < 0.97:
            phrase = rng.choice(phrases)
        else:
            phrase = rng.choice(["", " "])
        requests.append(phrase + rng.choice(["", "", " "]))
    return (capacity,), (requests,)
