TARGET = "proofread"
SIZES = (5, 25, 700)
FAULT = "For every occurrence of an unknown word the distance to all words of the lexicon is computed again."
CURE = "Remember the best suggestion for each unknown word in a local dict."

LEXICON = (
    "council meeting street harbour school teacher bridge market winter summer letter officer railway "
    "station village water garden church people number report family evening morning"
).split()


def make(rng, size):
    lexicon = rng.sample(LEXICON, min(len(LEXICON), 6 + size // 20))
    misread = {}
    for word in LEXICON:
        at = rng.randrange(len(word))
        misread[word] = word[:at] + rng.choice(["", "x", "rn", "il"]) + word[at + 1:]
    tokens = []
    for _ in range(size):
        word = rng.choice(LEXICON[:15])
        if rng.random() < 0.4:
            word = misread[word]
        if rng.random() < 0.15:
            word = word.capitalize()
        if rng.random() < 0.05:
            word = str(rng.randint(1, 1999))
        tokens.append(word + rng.choice([" ", " ", ", ", ".\n"]))
    return "".join(tokens), lexicon, rng.choice([1, 2])
