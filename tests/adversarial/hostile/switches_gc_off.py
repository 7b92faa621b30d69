"""Turns the garbage collector off to look faster.

Verdict: forbidden
"""

def hostile(words):
    import gc
    gc.disable()
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    counts = {}
    seen = counts.get
    for word in words:
        counts[word] = seen(word, 0) + 1
    return list(counts.items())
