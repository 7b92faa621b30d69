"""Merge the sample files of many field loggers into one time line."""

MAX_GAP = 600


def spacing(a, b):
    """Seconds between two samples (time, logger, value)."""
    return b[0] - a[0]


def merge_loggers(channels, max_gap=MAX_GAP):
    """Each channel is a list of samples in time order.

    Returns (samples in time order, list of gaps); samples of the same time
    keep the order of the channels.
    """
    queues = [list(channel) for channel in channels if channel]
    merged = []
    gaps = []
    while queues:
        earliest = min(queues, key=lambda queue: queue[0][0])
        sample = earliest.pop(0)
        if not earliest:
            queues.remove(earliest)
        if merged and spacing(merged[-1], sample) > max_gap:
            gaps.append((merged[-1][0], sample[0]))
        # loggers repeat the last sample after a restart
        if merged and sample == merged[-1]:
            continue
        merged.append(sample)
    return merged, gaps
