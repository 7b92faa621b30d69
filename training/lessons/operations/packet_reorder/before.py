"""Reordering statistics for a captured UDP stream."""
from typing import NamedTuple


class Packet(NamedTuple):
    seq: int
    size: int
    at: float


def reorder_stats(packets, tolerance=0):
    """How badly is the stream out of order?

    A packet is late when packets with a higher sequence number came before
    it; its lateness is the number of those packets. Returns a report with the
    late packets beyond the tolerance.
    """
    late = []
    total_late = 0
    histogram = {}
    octets = 0
    for i, packet in enumerate(packets):
        octets += packet.size
        lateness = len([p for p in packets[:i] if p.seq > packet.seq])
        if lateness == 0:
            continue
        total_late += 1
        histogram[lateness] = histogram.get(lateness, 0) + 1
        if lateness > tolerance:
            late.append((packet.seq, lateness, round(packet.at, 3)))
    share = total_late / len(packets) if packets else 0.0
    return {
        "late": late,
        "share": round(share, 4),
        "histogram": dict(sorted(histogram.items())),
        "octets": octets,
    }
