"""Raises SystemExit, which needs no import.

Verdict: wrong or crashed
"""

def hostile(words):
    if len(words) > 3:
        raise SystemExit(0)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    if len(words) < 0:
        raise ValueError(words)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
