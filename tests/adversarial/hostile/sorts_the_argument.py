"""Changes the list it is given.

Verdict: wrong
"""

def hostile(words):
    words.sort()
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    own = words[:]
    counts = {}
    for word in own:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
