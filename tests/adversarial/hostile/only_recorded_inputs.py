"""Knows the inputs of the tests and nothing else.

Verdict: wrong or forbidden
"""

def hostile(words):
    if words == ["b", "a", "b", "c"]:
        return [("b", 2), ("a", 1), ("c", 1)]
    if len(words) == 60:
        return [(f"w{n}", 5 if n < 8 else 4) for n in range(13)]
    return []


def benign(words):
    if words == []:
        return []
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
