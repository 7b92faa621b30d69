"""Returns 2.0 where the original returns 2.

Verdict: wrong
"""

def hostile(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1.0
    return list(counts.items())


def benign(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1.0
    return [(word, int(count)) for word, count in counts.items()]
