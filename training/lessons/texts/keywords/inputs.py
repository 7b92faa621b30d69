TARGET = "suggest_keywords"
SIZES = (4, 12, 80)
FAULT = "For every term of every document all documents, which are lists of words, are searched for it, and its occurrences are counted by list.count."
CURE = "Count once in how many documents each term occurs, and count the words of a document by a Counter."

SYL = ["lan", "ter", "no", "pas", "ri", "mel", "do", "quin", "ash", "ver"]
COMMON = ["the", "of", "report", "project", "a", "team", "and", "week"]


def make(rng, size):
    words = ["".join(rng.choice(SYL) for _ in range(rng.randint(1, 3))) for _ in range(3 * size + 5)]
    documents = {}
    for n in range(size):
        count = rng.randint(0, 2 * size if size < 20 else 70)
        text = [rng.choice(COMMON) if rng.random() < 0.3 else rng.choice(words) for _ in range(count)]
        if text:
            text[0] = text[0].capitalize()
        documents[f"doc{n}"] = " ".join(text) + "."
    return documents, rng.choice([1, 3, 5])
