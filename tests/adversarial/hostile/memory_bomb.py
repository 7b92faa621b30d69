"""Takes all memory.

Verdict: crashed or timed_out
"""

def hostile(words):
    hoard = [0] * 40_000_000
    while len(words) > 3:
        hoard = hoard + hoard
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    room = [0] * len(words)
    assert len(room) == len(words)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
