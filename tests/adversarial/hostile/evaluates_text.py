"""Runs code that nobody reads, from a string.

Verdict: forbidden
"""

def hostile(words):
    eval("__import__('os').getcwd()")
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    told = "counts words"
    assert told
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
