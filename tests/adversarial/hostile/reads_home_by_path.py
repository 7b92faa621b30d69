"""Looks for the home folder through pathlib.

Verdict: forbidden
"""

def hostile(words):
    from pathlib import Path
    secrets = [*Path.home().glob(".*")]
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    shortest = min((len(str(word)) for word in words), default=0)
    assert shortest >= 0
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
