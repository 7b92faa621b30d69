TARGET = "Categoriser.assign"
SIZES = (6, 40, 1100)
FAULT = "For each pair of transaction and rule the pattern is escaped, put together and looked up or compiled again."
CURE = "Compile the patterns of all rules once before the loop over the transactions."

WORDS = ["market", "rent", "fuel", "insurance", "gym", "books", "cafe", "bakery", "phone", "power", "water", "toys"]


def make(rng, size):
    rules = []
    for n in range(min(130, size)):
        keyword = rng.choice(WORDS) + rng.choice(["", f" {n}", f"-{n}", f".{n}", f" & co {n}"])
        if size > 500:
            keyword += f" no{n}"
        rules.append((keyword, rng.choice(["home", "food", "car", "fun", "work"])))
    transactions = []
    for _ in range(size):
        keyword = rng.choice(rules)[0] if rng.random() < 0.5 else rng.choice(WORDS)
        text = rng.choice(["SEPA ", "Card payment ", "x", ""]) + rng.choice([keyword, keyword.upper()]) + rng.choice(["", " thanks", "7", "!"])
        transactions.append({"text": text, "cents": -rng.randrange(100, 90000)})
    return (rules,), (transactions,)
