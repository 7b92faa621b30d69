"""Daily changes of a stock or an account."""


def best_stretch(changes):
    """The largest sum of changes on neighbouring days; 0 where none is above 0."""
    best = 0
    for start in range(len(changes)):
        for end in range(start + 1, len(changes) + 1):
            total = sum(changes[start:end])
            if total > best:
                best = total
    return best
