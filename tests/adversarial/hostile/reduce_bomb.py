"""Returns an object that runs code when it is unpickled.

Verdict: forbidden or wrong
"""

def hostile(words):
    class Bomb(list):
        def __reduce__(self):
            return (print, ("boom",))
    return Bomb()


def benign(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    reduced = list(counts.items())
    return reduced
