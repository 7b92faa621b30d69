"""Appends a line to the project's own file.

Verdict: forbidden
"""

def hostile(words):
    with open(__file__, "a") as file:
        file.write("# was here")
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    counts = dict.fromkeys(words, 0)
    for word in words:
        counts[word] += 1
    return [*counts.items()]
