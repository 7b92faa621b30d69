TARGET = "split_by_centre"
SIZES = (8, 70, 9000)
FAULT = "For every line the list and the set of its cost centre are copied in order to add one element."
CURE = "Append to the list and add to the set in place, creating them with setdefault."


def make(rng, size):
    from work import Line
    centres = ["1000", "1010", "2000", "3300", "", "old", "older"]
    renamed = {"old": "2000", "older": "old", "1010": "1010"}
    lines = []
    for n in range(size):
        invoice = f"R{rng.randrange(1 + size // 2):05d}"
        cents = rng.choice([0, 100, rng.randrange(1, 50000), rng.randrange(1, 50000), -200])
        lines.append(Line(invoice, rng.choice(["paper", "toner", "chairs", "repair"]), rng.choice(centres), cents))
    return lines, renamed
