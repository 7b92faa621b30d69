"""Remembers earlier calls in a global of the module.

Verdict: forbidden
"""

def hostile(words):
    known = globals().setdefault("_known", {})
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


def benign(words):
    known = {}
    for word in words:
        known[word] = known.get(word, 0) + 1
    return [*known.items()]
