TARGET = "read_telegram"
SIZES = (5, 60, 22000)
FAULT = "After every record the whole remaining text is copied into rest by a slice."
CURE = "Keep the text as it is and move a position pos forward instead."


def make(rng, size):
    parts = []
    for i in range(size):
        if rng.random() < 0.8:
            parts.append("017W%012d%05d" % (rng.randrange(10 ** 12), rng.randrange(100, 900)))
        else:
            note = rng.choice(["brake off", " dangerous goods", "", "empty ", "to be checked at next stop"])
            parts.append("%03dN%s" % (len(note), note))
    if rng.random() < 0.2 and size < 1000:
        parts.insert(rng.randrange(size), rng.choice(["000X", "99", "004Qabcd", "0x1N"]))
    text = "".join(parts)
    if rng.random() < 0.1 and size < 1000:
        text = text[:-3]
    return (text + rng.choice(["", "\n"]),)
