"""Caches results in a decorated helper.

Verdict: malformed
"""

from functools import lru_cache


@lru_cache(None)
def _known(words):
    found = []
    for word in words:
        if word not in [known for known, _ in found]:
            count = 0
            for other in words:
                if other == word:
                    count += 1
            found.append((word, count))
    return found


def _counted(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def hostile(words):
    return list(_known(tuple(words)))


def benign(words):
    return list(_counted(words).items())
