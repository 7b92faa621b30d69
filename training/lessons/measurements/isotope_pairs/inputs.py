TARGET = "isotope_pairs"
SIZES = (10, 150, 2200)
FAULT = "For every light peak all later peaks are tried for the mass difference."
CURE = "Index the peak positions by mass in a dict once and look up the mass plus the shift."


def make(rng, size):
    from work import Peak

    shift = rng.choice([0, 4025, 8014, 10008])
    peaks = []
    for _ in range(size):
        if peaks and rng.random() < 0.3:
            mass = rng.choice(peaks).mass + rng.choice([shift, -shift, 0])
        else:
            mass = rng.randrange(400000, 400000 + 900 * size + 1000)
        peaks.append(Peak(mass, 0 if rng.random() < 0.02 else round(rng.expovariate(0.01), 2)))
    rng.shuffle(peaks)
    return peaks, shift, rng.choice([0.0, 5.0])
