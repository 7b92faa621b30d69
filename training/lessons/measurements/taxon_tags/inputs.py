TARGET = "tag_notes"
SIZES = (8, 60, 640)
FAULT = "For every note the pattern of every taxon is built and compiled again."
CURE = "Compile the patterns of all taxa once before the loop over the notes."


def make(rng, size):
    heads = ["car", "bel", "ros", "quer", "sal", "fag", "pop", "tri", "vio", "lin", "an", "ox"]
    mids = ["ex", "il", "on", "um", "ar", "et", "is"]
    ends = ["a", "us", "ium", "ella", "ix", "", "or"]
    taxa = []
    for i in range(size):
        taxon = rng.choice(heads) + rng.choice(mids) + rng.choice(ends)
        if rng.random() < 0.85:
            taxon += " " + rng.choice(heads) + rng.choice(mids) + rng.choice(ends)
        taxa.append(taxon if rng.random() < 0.97 else rng.choice(["ox", "sp"]))
    notes = []
    for _ in range(max(3, size // 40)):
        words = []
        for _ in range(rng.randint(0, 25)):
            words.append(rng.choice(taxa).capitalize() + rng.choice(["", "s"]) if rng.random() < 0.3 else rng.choice(["near", "the", "old", "pond,", "seen\n", "young"]))
        notes.append("  ".join(words))
    return notes, taxa
