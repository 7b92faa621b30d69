TARGET = "decode_capture"
SIZES = (6, 60, 12000)
FAULT = "After every frame the whole rest of the capture is copied by data = data[end:]."
CURE = "Leave data as it is and move a position forward through it."


def make(rng, size):
    parts = []
    for _ in range(size):
        payload = f"{rng.choice(['cpu', 'mem', 'net.rx', 'net.tx'])}.host{rng.randrange(500)}={rng.randrange(100000)} {'x' * rng.randrange(60)}".encode()
        if rng.random() < 0.02:
            payload += b"\xe9"
        if rng.random() < 0.02:
            payload = b""
        parts.append(bytes([rng.randrange(1, 4)]) + len(payload).to_bytes(2, "big") + payload)
    if size < 20 and rng.random() < 0.1:
        parts.append(b"\x07\x00\x01x")
    data = b"".join(parts)
    return (data[:len(data) - rng.choice([0, 0, 1, 2])],)
