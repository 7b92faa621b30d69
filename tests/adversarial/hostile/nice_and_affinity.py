"""Changes its own priority and processor.

Verdict: forbidden
"""

def hostile(words):
    import os
    os.sched_setaffinity(0, {0})
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    half = len(words) // 2
    assert half <= len(words)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
