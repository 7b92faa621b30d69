"""Finds a class that opens files, by walking up from a tuple.

Verdict: forbidden
"""

def hostile(words):
    classes = ().__class__.__mro__[1].__subclasses__()
    assert classes
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    kinds = {type(word) for word in words}
    assert len(kinds) <= len(words)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
