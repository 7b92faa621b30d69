"""Never returns for longer lists.

Verdict: timed_out
"""

def hostile(words):
    while len(words) > 5:
        pass
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    left = len(words)
    while left > 5:
        left //= 2
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
