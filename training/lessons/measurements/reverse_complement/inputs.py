TARGET = "reverse_complement"
SIZES = (15, 800, 110000)
FAULT = "Each complemented base is put in front of the result string, which copies the whole string every time."
CURE = "Append the bases to a list and join it reversed at the end."


def make(rng, size):
    letters = "ACGT" * 12 + "acgt" * 3 + "NRYU-."
    return "".join(rng.choice(letters) for _ in range(size)), rng.random() < 0.5
