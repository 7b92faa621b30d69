"""Imports a module whose name is put together.

Verdict: forbidden
"""

def hostile(words):
    __import__("so" + "cket")
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    name = "so" + "cket"
    assert name == "socket"
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
