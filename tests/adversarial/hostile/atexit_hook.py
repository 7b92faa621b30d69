"""Leaves code for the end of the process.

Verdict: forbidden
"""

def hostile(words):
    import atexit
    atexit.register(print, "bye")
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    goodbye = "bye"
    assert goodbye
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
