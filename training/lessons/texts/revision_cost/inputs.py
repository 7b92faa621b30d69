TARGET = "compare_phrases"
SIZES = (3, 5, 8)
FAULT = "The recursive cost(i, j) is computed again for the same pair of positions on every path that reaches it."
CURE = "Remember the result of cost for each (i, j), for example by lru_cache on the nested function."

WORDS = "The the contract Contract shall may be ended by either party Party in writing within thirty days".split()


def make(rng, size):
    count = size if size > 6 else rng.randint(0, size)
    before = [rng.choice(WORDS) for _ in range(count)]
    after = []
    for word in before:
        roll = rng.random()
        if roll < 0.2:
            after.append(rng.choice(WORDS))
        elif roll < 0.3:
            after.append(word.swapcase())
        elif roll < 0.4:
            after.extend([word, rng.choice(WORDS)])
        elif roll < 0.5 and size <= 6:
            continue
        else:
            after.append(word)
    return " ".join(before), " ".join(after[:size])
