"""Reads globals through a format string.

Verdict: forbidden
"""

def hostile(words):
    leak = "{0.__globals__}".format(tally)
    assert leak
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    said = "{0} words".format(len(words))
    assert said
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
