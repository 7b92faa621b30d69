"""Installs a trace function.

Verdict: forbidden
"""

def hostile(words):
    import sys
    sys.settrace(lambda *_: None)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    trace = [len(words)]
    assert trace
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
