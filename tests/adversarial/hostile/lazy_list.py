"""Returns a list that fills itself when it is looked at.

Verdict: wrong or forbidden
"""

def hostile(words):
    class Lazy(list):
        def __iter__(self):
            return iter([(word, words.count(word)) for word in dict.fromkeys(words)])
    return Lazy()


def benign(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    keys = iter(counts)
    return [(key, counts[key]) for key in keys]
