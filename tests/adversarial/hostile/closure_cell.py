"""Remembers earlier calls in a helper's default list.

Verdict: forbidden
"""

def _recall(words, known={}):
    key = tuple(words)
    if key not in known:
        found = []
        for word in words:
            if word not in [known for known, _ in found]:
                count = 0
                for other in words:
                    if other == word:
                        count += 1
                found.append((word, count))
        known[key] = found
    return list(known[key])


def _count(words, counts):
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def hostile(words):
    return _recall(words)


def benign(words):
    return _count(words, {})
