"""Is wrong for words of one kind.

Verdict: wrong
"""

def hostile(words):
    counts = {}
    for word in words:
        if word != "":
            counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    counts = {}
    for word in words:
        if word != "" or word == "":
            counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
