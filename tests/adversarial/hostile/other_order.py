"""Returns the same pairs in another order.

Verdict: wrong
"""

def hostile(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items())


def benign(words):
    counts = {}
    places = {}
    for place, word in enumerate(words):
        places.setdefault(word, place)
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda pair: places[pair[0]])
