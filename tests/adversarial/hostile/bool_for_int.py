"""Returns True where the original returns 1.

Verdict: wrong
"""

def hostile(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return [(word, True if count == 1 else count) for word, count in counts.items()]


def benign(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + True
    return [(word, int(count)) for word, count in counts.items()]
