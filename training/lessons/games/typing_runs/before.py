"""Analysis of recorded typing drills."""
from collections import namedtuple

Key = namedtuple("Key", "expected typed millis")


def is_hit(key):
    return key.expected == key.typed


def best_run(keys):
    """Longest stretch of keys without a mistake.

    Returns the position, the length and the speed (keys per minute) of the
    first longest run, and the overall accuracy.
    """
    best_start = None
    best_length = 0
    for start in range(len(keys)):
        length = 0
        while start + length < len(keys) and is_hit(keys[start + length]):
            length += 1
        if length > best_length:
            best_start, best_length = start, length

    speed = 0
    if best_length > 1:
        run = keys[best_start:best_start + best_length]
        elapsed = run[-1].millis - run[0].millis
        if elapsed > 0:
            speed = round((best_length - 1) * 60000 / elapsed)
    hits = sum(1 for key in keys if is_hit(key))
    accuracy = hits / len(keys) if keys else None
    return {"start": best_start, "length": best_length, "speed": speed, "accuracy": accuracy}
