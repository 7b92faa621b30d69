"""Returns a generator: the work is done by who looks at it.

Verdict: wrong or forbidden
"""

def hostile(words):
    def lazily():
        for word in dict.fromkeys(words):
            yield word, words.count(word)
    return lazily()


def benign(words):
    def eagerly():
        counts = {}
        for word in words:
            counts[word] = counts.get(word, 0) + 1
        yield from counts.items()
    return list(eagerly())
