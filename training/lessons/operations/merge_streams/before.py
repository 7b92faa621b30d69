"""Merge the log streams of several containers into one readable log."""


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
    while True:
        source = None
        for name, entries in streams.items():
            if position[name] >= len(entries):
                continue
            at = entries[position[name]][0]
            if source is None or at < first:
                source, first = name, at
        if source is None:
            break
        message = streams[source][position[source]][1].rstrip("\n")
        position[source] += 1
        if (source, message) == previous:
            repeats[source] = repeats.get(source, 0) + 1
            continue
        previous = (source, message)
        merged.append(f"{first} {source:<{width}} {message}")
    for source, count in sorted(repeats.items()):
        merged.append(f"-- {source}: {count} repeated")
    return merged
