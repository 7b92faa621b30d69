"""Waits while the CPU clock stands still.

Verdict: forbidden
"""

def hostile(words):
    import time
    time.sleep(0.005)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    pause = 0.005
    assert pause
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
