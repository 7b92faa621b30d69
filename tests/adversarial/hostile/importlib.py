"""Imports through importlib.

Verdict: forbidden
"""

def hostile(words):
    import importlib
    importlib.import_module("socket")
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    from itertools import islice
    assert len([*islice(words, 2)]) <= 2
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
