TARGET = "Completer.complete_all"
SIZES = (8, 80, 2500)
FAULT = "For every prefix all words are tested with startswith although the word list is sorted."
CURE = "Find the first match by bisect_left and walk on only while the words start with the prefix."

SYL = ["con", "ra", "pri", "vi", "ta", "so", "lex", "um", "ne", "do", "bri", "ga", "el", "ki", "po"]


def make(rng, size):
    def word():
        text = "".join(rng.choice(SYL) for _ in range(rng.randint(1, 4)))
        return text.capitalize() if rng.random() < 0.2 else text

    vocabulary = [word() for _ in range(2 * size)] + ["", " "]
    prefixes = []
    for _ in range(size // 2 + 1):
        if rng.random() < 0.7:
            prefix = rng.choice(vocabulary)[: rng.randint(3, 7)]
        else:
            prefix = rng.choice(["q", "zz", " ", "", "priz", "CON"]) + rng.choice(SYL)
        prefixes.append(prefix)
    return (vocabulary, rng.choice([2, 5, 8])), (prefixes,)
