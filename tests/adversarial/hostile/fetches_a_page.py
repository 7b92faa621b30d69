"""Asks a web server through the standard library.

Verdict: forbidden
"""

def hostile(words):
    from urllib.request import urlopen
    urlopen("http://198.51.100.7/", timeout=1).read()
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    name = "a b".replace(" ", "%20")
    assert name
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
