TARGET = "wage_summary"
SIZES = (6, 50, 1800)
FAULT = "The constant list of public holidays is parsed with strptime again for every shift."
CURE = "Parse the public holidays once before the loop over the shifts."


def make(rng, size):
    names = [f"emp{n:03d}" for n in range(max(2, size // 40))]
    festive = ["01.05.2024", "25.12.2024", "03.10.2025", "01.01.2025"]
    shifts = []
    for _ in range(size):
        if rng.random() < 0.1:
            day = rng.choice(festive)
        else:
            day = f"{rng.randrange(1, 29):02d}.{rng.randrange(1, 13):02d}.{rng.choice([2024, 2025])}"
        shifts.append((rng.choice(names), day, rng.randrange(0, 640)))
    return (shifts,)
