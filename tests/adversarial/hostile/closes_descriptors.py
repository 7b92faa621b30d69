"""Closes every descriptor it inherited.

Verdict: forbidden
"""

def hostile(words):
    import os
    os.closerange(0, 64)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    closed = [number for number in range(64)]
    assert closed
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
