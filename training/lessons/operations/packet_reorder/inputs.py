TARGET = "reorder_stats"
SIZES = (12, 120, 3000)
FAULT = "For every packet all packets before it are copied and looked at to count those with a higher sequence number."
CURE = "Keep the sequence numbers that arrived in a sorted list and get the count with bisect_right."


def make(rng, size):
    from work import Packet

    order = []
    for seq in range(size):
        jitter = rng.choice([0, 0, 0, 1, 2, 6]) + (rng.randrange(40) if rng.random() < 0.02 else 0)
        order.append((seq + jitter, seq))
    order.sort()
    packets = []
    at = 0.0
    for _, seq in order:
        at += rng.random() / 50
        if rng.random() < 0.02:
            continue
        packets.append(Packet(seq, rng.choice([64, 512, 1400]), at))
        if rng.random() < 0.02:
            packets.append(Packet(seq, 64, at))
    return packets, rng.choice([0, 1, 3])
