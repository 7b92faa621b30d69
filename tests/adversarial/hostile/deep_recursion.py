"""Recurses until the C stack would burst.

Verdict: crashed or wrong
"""

def hostile(words):
    def down(depth):
        return down(depth + 1)
    if len(words) > 3:
        down(0)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    def one(counts, word):
        counts[word] = counts.get(word, 0) + 1
    counts = {}
    for word in words:
        one(counts, word)
    return list(counts.items())
