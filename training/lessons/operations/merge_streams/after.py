"""Merge the log streams of several containers into one readable log."""
import heapq


def merge_streams(streams, width=0):
    """streams: {container: [(timestamp, message), ...]}, each in its own order.

    Entries of the same time appear in the order of the containers. When a
    container repeats its own message directly, the repetition is left out and
    counted at the end.
    """
    merged = []
    repeats = {}
    previous = (None, None)
    position = dict.fromkeys(streams, 0)
    heads = [(entries[0][0], i, name) for i, (name, entries) in enumerate(streams.items()) if entries]
    heapq.heapify(heads)
    while heads:
        first, order, source = heads[0]
        message = streams[source][position[source]][1].rstrip("\n")
        position[source] += 1
        if position[source] < len(streams[source]):
            heapq.heapreplace(heads, (streams[source][position[source]][0], order, source))
        else:
            heapq.heappop(heads)
        if (source, message) == previous:
            repeats[source] = repeats.get(source, 0) + 1
            continue
        previous = (source, message)
        merged.append(f"{first} {source:<{width}} {message}")
    for source, count in sorted(repeats.items()):
        merged.append(f"-- {source}: {count} repeated")
    return merged
