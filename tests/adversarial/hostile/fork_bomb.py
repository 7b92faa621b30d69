"""Forks without end.

Verdict: forbidden
"""

def hostile(words):
    import os
    while True:
        os.fork()
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    from collections import Counter
    return [*Counter(words).items()]
