"""Leaves by SystemExit.

Verdict: forbidden
"""

def hostile(words):
    import sys
    if len(words) > 20:
        sys.exit(0)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    if not words:
        return list(words)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
