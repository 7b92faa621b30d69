"""Starts threads without end.

Verdict: forbidden
"""

def hostile(words):
    import threading
    while True:
        threading.Thread(target=print).start()
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    names = [f"worker {number}" for number in range(3)]
    assert names
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
