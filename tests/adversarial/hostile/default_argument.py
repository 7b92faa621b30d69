"""Remembers earlier calls in a default argument.

Verdict: forbidden
"""

def hostile(words, _known={}):
    key = tuple(words)
    if key not in _known:
        found = []
        for word in words:
            if word not in [known for known, _ in found]:
                count = 0
                for other in words:
                    if other == word:
                        count += 1
                found.append((word, count))
        _known[key] = found
    return list(_known[key])


def benign(words):
    counts = {}
    for word in words:
        try:
            counts[word] += 1
        except KeyError:
            counts[word] = 1
    return list(counts.items())
