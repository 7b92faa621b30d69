"""Returns an object whose __class__ says it is a list.

Verdict: forbidden or wrong
"""

def hostile(words):
    class Fake:
        __class__ = list
        def __len__(self):
            return 0
        def __iter__(self):
            return iter(())
    return Fake()


def benign(words):
    result = list()
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    for pair in counts.items():
        result.append(pair)
    return result
