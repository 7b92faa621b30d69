TARGET = "text_table"
SIZES = (4, 20, 250)
FAULT = "For every cell the width of its column is computed again over all rows."
CURE = "Compute the widths of all columns once before the loop."


def make(rng, size):
    from datetime import date

    header = ["document", "owner", "changed", "words", "score"][: rng.randint(2, 5) if size < 100 else 5]
    rows = []
    for n in range(size):
        row = [
            rng.choice(["report", "minutes of the meeting", "letter"]) + f" {rng.randrange(10 ** rng.randint(1, 6))}",
            rng.choice(["ann", "bob", None, "Christopher", ""]),
            date(2023, rng.randint(1, 12), rng.randint(1, 28)) if rng.random() < 0.9 else None,
            rng.randrange(10 ** rng.randint(1, 5)),
            rng.choice([rng.random() * 100, None, True]),
        ]
        rows.append(row[: len(header)])
    return header, rows
