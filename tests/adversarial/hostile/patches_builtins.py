"""Replaces len for everybody.

Verdict: forbidden
"""

def hostile(words):
    import builtins
    builtins.len = lambda value: 0
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    length = len
    assert length(words) >= 0
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
