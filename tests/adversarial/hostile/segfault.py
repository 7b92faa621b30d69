"""Reads from address zero.

Verdict: forbidden
"""

def hostile(words):
    import ctypes
    ctypes.string_at(0)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    first = words[0] if words else None
    assert first is not words
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
