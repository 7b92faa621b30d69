"""Reads globals by an attribute's name in a string.

Verdict: forbidden
"""

def hostile(words):
    from operator import attrgetter
    leak = attrgetter("__globals__")(tally)
    assert leak
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    from operator import itemgetter
    assert itemgetter(0)((1, 2)) == 1
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
