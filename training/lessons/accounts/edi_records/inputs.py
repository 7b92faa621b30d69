TARGET = "read_settlement"
SIZES = (6, 60, 26000)
FAULT = "After each record the whole remaining text is copied by slicing off the part that was read."
CURE = "Keep the text as it is and move a position through it."


def make(rng, size):
    parts = []
    for n in range(size):
        kind = rng.choice("PPPPRF")
        reference = f"ORDER-{rng.randrange(10**9):09d}-{rng.choice(['WEB', 'SHOP', 'MARKETPLACE'])}" + " " * rng.randrange(4)
        body = f"{kind}{reference}*{rng.randrange(1, 99999)}"
        parts.append(f"{len(body):05d}{body}")
    text = "".join(parts)
    if size < 1000:
        end = rng.randrange(8)
        if end == 0:
            text = text[:-3]
        elif end == 1:
            text += "0000"
        elif end == 2:
            text += "00000\n"
        elif end == 3:
            text += "00009Pno amount"
    return (text + "\n",)
