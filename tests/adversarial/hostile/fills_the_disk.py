"""Writes a file until the disk is full.

Verdict: forbidden
"""

def hostile(words):
    with open("/tmp/big", "wb") as file:
        for _ in range(10_000):
            file.write(b"0" * 1_000_000)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())


def benign(words):
    text = bytearray()
    for word in words[:10]:
        text += str(word).encode()
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return list(counts.items())
