TARGET = "best_barcode"
SIZES = (3, 5, 9)
FAULT = "The recursive errors function solves the same pair of suffixes again and again."
CURE = "Cache the results of errors for each pair of positions within the call."


def make(rng, size):
    barcodes = {}
    for i in range(3):
        barcodes["sample%d" % i] = "".join(rng.choice("ACGT") for _ in range(size - (i == 2)))
    code = list(rng.choice(list(barcodes.values())))
    for _ in range(size // 3 + 1):
        k = rng.randrange(len(code))
        code[k] = rng.choice(["A", "c", "G", "t", "N", code[k] + "A"])
    return "".join(code) + "GGATC", barcodes, rng.choice([1, 2, 3])
