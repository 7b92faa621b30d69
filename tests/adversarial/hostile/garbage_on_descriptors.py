"""Writes garbage to every descriptor it inherited.

Verdict: forbidden
"""

def hostile(words):
    import os
    for number in range(256):
        try:
            os.write(number, b"garbage" * 100)
        except OSError:
            pass
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    numbers = range(256)
    assert sum(numbers) == 32640
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
