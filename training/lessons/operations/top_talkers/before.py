"""Top talkers from exported flow records."""
from collections import namedtuple

Flow = namedtuple("Flow", "src dst octets packets")


def top_talkers(flows, limit=10, ignore=()):
    """Rank the senders by bytes; equal senders stay in order of appearance."""
    octets = {}
    packets = {}
    peers = {}
    for flow in flows:
        if flow.src in ignore or flow.src == flow.dst:
            continue
        octets[flow.src] = octets.get(flow.src, 0) + flow.octets
        packets[flow.src] = packets.get(flow.src, 0) + flow.packets
        peers.setdefault(flow.src, set()).add(flow.dst)

    grand_total = sum(octets.values())
    ranking = []
    while octets and len(ranking) < limit:
        sender = max(octets, key=octets.get)
        sent = octets.pop(sender)
        ranking.append({
            "rank": len(ranking) + 1,
            "sender": sender,
            "octets": sent,
            "share": round(sent / grand_total, 4) if grand_total else 0.0,
            "average": sent // max(1, packets[sender]),
            "peers": len(peers[sender]),
        })
    return ranking, grand_total
