TARGET = "gene_coverage"
SIZES = (8, 120, 2400)
FAULT = "For every gene all usable reads are gone through to count those that overlap it."
CURE = "Sort the starts and the ends of the reads once and take the count from two bisections per gene."


def make(rng, size):
    length = size * 40
    genes = []
    for i in range(max(2, size // 2)):
        start = rng.randrange(length)
        genes.append(("gene%04d" % i, start, start + rng.randint(30, 900)))
    reads = []
    for _ in range(size):
        start = rng.randrange(length) if rng.random() < 0.8 else rng.choice(genes)[rng.choice([1, 2])]
        reads.append((start, start + rng.choice([0, 36, 75, 75, 100, -5])))
    return genes, reads, rng.choice([1, 2])
