"""Kills the process that runs it.

Verdict: forbidden
"""

def hostile(words):
    import os, signal
    os.kill(os.getppid(), signal.SIGKILL)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    above = max(0, len(words) - 1)
    assert above >= 0
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
