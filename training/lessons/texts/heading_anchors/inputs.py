TARGET = "table_of_contents"
SIZES = (8, 60, 900)
FAULT = "For every repeated heading the numbers are tried again from 1, and each candidate is searched in the list of all anchors."
CURE = "Keep the anchors in a set and remember for each slug the next number to try."

TITLES = ["Examples", "Parameters", "Returns", "See also", "Notes", "Notes 1", "Notes-1", "!!", "Usage"]


def make(rng, size):
    lines = []
    for n in range(size):
        roll = rng.random()
        if roll < 0.03:
            lines.append("```")
            lines.append("# comment in code")
            lines.append("```")
        elif roll < 0.2:
            lines.append(f"Some text about item {n}.")
        title = rng.choice(TITLES) if rng.random() < 0.85 else f"Function f{rng.randrange(size)}"
        lines.append("#" * rng.randint(1, 4) + " " + title + rng.choice(["", "", " ##", " "]))
    return "\n".join(lines), rng.choice([2, 3, 6])
