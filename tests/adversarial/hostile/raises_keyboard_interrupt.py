"""Raises KeyboardInterrupt as if the user had.

Verdict: wrong or crashed
"""

def hostile(words):
    if len(words) > 3:
        raise KeyboardInterrupt
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    if len(words) < 0:
        raise IndexError(len(words))
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
