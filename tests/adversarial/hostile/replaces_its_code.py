"""Replaces the code object of a function.

Verdict: forbidden
"""

def hostile(words):
    tally.__code__ = (lambda words: []).__code__
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    def count():
        counts = {}
        for word in words:
            counts[word] = counts.get(word, 0) + 1
        return counts
    return list(count().items())
