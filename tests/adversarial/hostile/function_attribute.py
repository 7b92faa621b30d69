"""Remembers earlier calls in an attribute of the function.

Verdict: forbidden
"""

def hostile(words):
    if not hasattr(tally, "known"):
        tally.known = {}
    key = tuple(words)
    if key not in tally.known:
        found = []
        for word in words:
            if word not in [known for known, _ in found]:
                count = 0
                for other in words:
                    if other == word:
                        count += 1
                found.append((word, count))
        tally.known[key] = found
    return list(tally.known[key])


def benign(words):
    unique = dict.fromkeys(words, 0)
    for word in words:
        unique[word] = unique[word] + 1
    return list(unique.items())
