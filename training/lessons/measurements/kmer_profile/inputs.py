TARGET = "kmer_profile"
SIZES = (12, 200, 4000)
FAULT = "For every distinct k-mer the whole list of k-mers is counted again, and the list of seen k-mers is scanned for every k-mer."
CURE = "Count all k-mers with one Counter before the loop and keep the seen ones in a set."


def make(rng, size):
    bases = []
    while len(bases) < size:
        if bases and rng.random() < 0.02:
            start = rng.randrange(len(bases))
            bases.extend(bases[start:start + 25])
        else:
            bases.append(rng.choice("ACGTacgtACGTACGTACGTN" if rng.random() < 0.1 else "ACGT"))
    return "".join(bases[:size]), rng.choice([5, 6, 7]), rng.choice([1, 2, 3])
