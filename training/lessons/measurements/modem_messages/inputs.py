TARGET = "split_messages"
SIZES = (6, 200, 26000)
FAULT = "After each message the whole remaining buffer is copied by slicing the message off its front."
CURE = "Leave the buffer as it is and move a position forward through it."


def make(rng, size):
    parts = []
    for _ in range(size):
        kind = rng.choice(["WL", "WL", "TP", "BT", "ST", "QQ", "ZA"])
        payload = ",".join("%.2f" % rng.uniform(-3, 20) for _ in range(rng.randint(0, 5)))
        parts.append("%s%03d%s" % (kind, len(payload), payload))
    parts.append(rng.choice(["", "WL", "WL0121.0", "TP9"]))
    return ("".join(parts),)
